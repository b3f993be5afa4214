import { RESULT_CODES } from '@particle-setup/protocol/softap'
import { reply } from '../action.ts'
import { resultObject } from '../json/write.ts'
import type { Command } from './command.ts'

/** Ends setup mode once the answer is out. Which network to join is the device's own choice. */
export const connectAp: Command = {
  transports: 'both',
  readsBody: false,
  run: (_body, { device }) => reply(resultObject(RESULT_CODES.ok), () => device.leaveListeningMode()),
}
