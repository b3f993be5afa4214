import { reply } from '../action.ts'
import { stringField } from '../json/write.ts'
import type { Command } from './command.ts'

/** The id in upper case, and whether a claim code was once acknowledged. */
export const deviceId: Command = {
  transports: 'both',
  readsBody: false,
  run: (_body, { device }) =>
    reply([
      '{',
      ...stringField('id', device.deviceId.toUpperCase()),
      ',',
      ...stringField('c', device.isClaimed() ? '1' : '0'),
      '}',
    ]),
}
