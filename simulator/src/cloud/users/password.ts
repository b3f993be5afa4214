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

const NOBODYS_HASH: PasswordHash = { salt: secrets.hex(32), key: secrets.hex(2 * KEY_BYTES) }

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = secrets.hex(32)
  return { salt, key: (await derive(password, salt)).toString('hex') }
}

/** Without a hash no password matches, after as much work: the time it takes does not tell who exists. */
export async function passwordMatches(
  password: string,
  hash: PasswordHash | null | undefined,
): Promise<boolean> {
  const { salt, key } = hash ?? NOBODYS_HASH
  const same = timingSafeEqual(await derive(password, salt), Buffer.from(key, 'hex'))
  return same && hash !== null && hash !== undefined
}

function derive(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password, Buffer.from(salt, 'hex'), KEY_BYTES, COST, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}
