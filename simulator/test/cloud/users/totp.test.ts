import { expect, test } from 'vitest'
import { newTotpSecret, totpCounter, totpUrl } from '../../../src/cloud/users/totp.ts'
import { codeOf } from './authenticator-app.ts'

/** `12345678901234567890` in base32. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('at second %i the code of RFC 6238, appendix B, is %s', (seconds, code) => {
  expect(totpCounter(RFC_SECRET, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
})

test('a code counts half a minute before and after its time, and no longer', () => {
  const secret = newTotpSecret()
  const atMs = 1_700_000_010_000
  const counters = [-60, -30, 0, 30, 60].map(seconds =>
    totpCounter(secret, codeOf(secret, atMs), atMs + seconds * 1000),
  )
  const own = Math.floor(atMs / 30_000)
  expect(counters).toEqual([undefined, own, own, own, undefined])
})

test.each(['', '12345', '1234567', 'abcdef', ' 123456', '१२३४५६'])('%j is no code', text => {
  expect(totpCounter(RFC_SECRET, text, 59_000)).toBeUndefined()
})

test('the QR code names issuer, user and secret', () => {
  expect(totpUrl('ann@x.y', RFC_SECRET)).toBe(
    'otpauth://totp/Particle:ann%40x.y?issuer=Particle&' +
      `secret=${RFC_SECRET}&algorithm=SHA1&digits=6&period=30`,
  )
})
