import { createHash } from 'node:crypto'
import { secrets } from '../secrets.ts'

/** How many a user gets who enrols. Each lets in once, when the authenticator app is gone. */
const COUNT = 10

/** `0123456789-abcdef0123`: eighty bits, so that a plain hash keeps them. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => `${secrets.hex(10)}-${secrets.hex(10)}`)
}

/** Of a code as people write it down: the case and the dash do not count. */
export function hashRecoveryCode(code: string): string {
  const digits = code.toLowerCase().replace(/[^0-9a-f]/g, '')
  return createHash('sha256').update(digits).digest('hex')
}
