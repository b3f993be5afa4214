import { publicKeyToWire, RESULT_CODES } from '@particle-setup/protocol/softap'
import { later, type Reply, reply } from '../action.ts'
import { integerField, resultObject } from '../json/write.ts'
import type { Command, CommandContext } from './command.ts'

/** The device's key in 588 hex digits, each a write of its own; `{"r":1}` when flash cannot be read. */
export const publicKey: Command = {
  transports: 'both',
  readsBody: false,
  run: (_body, context) => later(answer(context)),
}

async function answer({ device, onFault }: CommandContext): Promise<Reply> {
  let key: Uint8Array
  try {
    key = await device.publicKey()
  } catch (error) {
    onFault(error)
    return reply(resultObject(RESULT_CODES.refused))
  }
  return reply(['{', '"b":"', ...publicKeyToWire(key), '"', ',', ...integerField('r', RESULT_CODES.ok), '}'])
}
