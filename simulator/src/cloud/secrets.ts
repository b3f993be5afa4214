import { randomBytes } from 'node:crypto'

/**
 * What lets people and programs in. Drawn from the machine's cryptographic source and never from the
 * simulation's seed: who knows the seed must not know the tokens.
 */
export const secrets = {
  /** That many lower-case hex digits. */
  hex: (digits: number): string =>
    randomBytes(Math.ceil(digits / 2))
      .toString('hex')
      .slice(0, digits),
  /** That many characters of the base64 alphabet. */
  base64: (characters: number): string => randomBytes(characters).toString('base64').slice(0, characters),
} as const
