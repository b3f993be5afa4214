import { reply } from '../action.ts'
import type { Command } from './command.ts'

/** 2 in every released version. */
export const version: Command = {
  transports: 'both',
  readsBody: false,
  run: () => reply(['{"v":2}']),
}
