import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { secrets } from '../secrets.ts'

/** Salt and scrypt key, in hex. */
export interface PasswordHash {
  readonly salt: string
  readonly key: string
}

const KEY_BYTES = 32
/** A tenth of the usual cost: these passwords guard a simulation, and tests log in thousands of times. */
const COST: ScryptOptions = { N: 1024, r: 8, p: 1 }

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = secrets.hex(32)
  return { salt, key: (await derive(password, salt)).toString('hex') }
}

export async function passwordMatches(password: string, hash: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await derive(password, hash.salt), Buffer.from(hash.key, 'hex'))
}

function derive(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password, Buffer.from(salt, 'hex'), KEY_BYTES, COST, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}
