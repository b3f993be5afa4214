import { CLOSE } from '../action.ts'
import type { Command } from './command.ts'

/**
 * `ant-internal` and `ant-external`: switch the radio's antenna until the next reset and close without
 * a byte. An antenna changes nothing in a simulated air.
 */
export const antenna: Command = {
  transports: 'tcp',
  readsBody: false,
  run: () => CLOSE,
}
