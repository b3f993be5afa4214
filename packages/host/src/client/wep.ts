import { InvalidInput } from '../errors/general.ts'
import { toHex } from './hex.ts'

/**
 * Writes a WEP key the way a Photon's radio wants it: in hex the key's index (0), its length (5 or 13) and
 * its bytes. Takes what people have: 5 or 13 characters, 10 or 26 hex digits, or that form itself.
 * Source: community.particle.io thread 16026; Device OS v2.3.1 wlan_hal.cpp.
 *
 * @throws InvalidInput for any other length.
 */
export function encodeWepKey(key: string): string {
  if (/^0[0-3](05[0-9a-f]{10}|0d[0-9a-f]{26})$/i.test(key)) return key
  const digits = /^([0-9a-f]{10}|[0-9a-f]{26})$/i.test(key) ? key : toHex(new TextEncoder().encode(key))
  if (digits.length === 10) return `0005${digits}`
  if (digits.length === 26) return `000d${digits}`
  throw new InvalidInput(
    'password',
    `the WEP key has ${key.length} characters: give 5 or 13 characters, or 10 or 26 hex digits`,
  )
}
