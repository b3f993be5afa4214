import { Secret, TOTP } from 'otpauth'
import { secrets } from '../secrets.ts'

/** A code may be one period old or early: clocks of authenticator apps differ. RFC 6238, 5.2. */
const WINDOW = 1

/** 160 bits in base32, as people type it into an authenticator app. RFC 4226, section 4. */
export function newTotpSecret(): string {
  return Secret.fromHex(secrets.hex(40)).base32
}

/** What the QR code of an enrolment says. */
export function totpUrl(username: string, secret: string): string {
  return new TOTP({ issuer: 'Particle', label: username, secret }).toString()
}

/** The number of the half minute whose code this is; `undefined` when it is none of the present ones. */
export function totpCounter(secret: string, otp: string, unixMs: number): number | undefined {
  if (!/^\d{6}$/.test(otp)) return undefined
  const delta = TOTP.validate({
    token: otp,
    secret: Secret.fromBase32(secret),
    timestamp: unixMs,
    window: WINDOW,
  })
  return delta === null ? undefined : TOTP.counter({ timestamp: unixMs }) + delta
}
