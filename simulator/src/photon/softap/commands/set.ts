import { RESULT_CODES, SET_KEYS, SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import { EMPTY, reply } from '../action.ts'
import { toBytes } from '../bytes.ts'
import { readFields } from '../json/fields.ts'
import { resultObject } from '../json/write.ts'
import type { Command } from './command.ts'

/** The firmware's buffer for the name of a setting holds two characters: "ccfoo" is "cc" too. */
const KEY_CHARACTERS = 2

/** Stores the claim code, the one setting there is. Whether the code is any good shows only later. */
export const set: Command = {
  transports: 'both',
  readsBody: true,
  run(body, { device }) {
    const fields = readFields(body, SET_KEYS)
    if (fields === undefined) return EMPTY
    const { k = '', v = '' } = Object.fromEntries(fields)
    if (k.slice(0, KEY_CHARACTERS) !== 'cc' || v === '') return reply(resultObject(RESULT_CODES.badSetting))
    device.setClaimCode(toBytes(v.slice(0, SOFTAP_LIMITS.claimCodeBytes)))
    return reply(resultObject(RESULT_CODES.ok))
  },
}
