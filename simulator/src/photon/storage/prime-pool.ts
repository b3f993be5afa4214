import { generatePrime } from 'node:crypto'
import { PUBLIC_KEY_LAYOUT } from '@particle-setup/protocol/softap'

export type PrimePair = readonly [bigint, bigint]

/** Keys of two primes of their own, before primes are used for more than one. */
const UNSHARED_PAIRS = 64

const PRIME_BITS = (PUBLIC_KEY_LAYOUT.modulusBytes * 8) / 2
const EXPONENT = BigInt(PUBLIC_KEY_LAYOUT.exponent)

/**
 * Primes for the keys of a fleet. Making one takes milliseconds, and keys of their own would keep ten thousand Photons
 * out of the cloud for a minute. From the 65th key on, each is another pair of primes that other keys have, too: all
 * keys differ, which is what the cloud goes by, but whoever has two of them can compute what is private in both.
 */
export class PrimePool {
  private readonly primes: Promise<bigint>[] = []
  private readonly pairs = pairs()

  /** Two primes that were not together before. */
  async take(): Promise<PrimePair> {
    const [first, second] = this.pairs.next().value
    const [p, q] = await Promise.all([this.prime(first), this.prime(second)])
    return [p, q]
  }

  private prime(index: number): Promise<bigint> {
    this.primes[index] ??= newPrime()
    return this.primes[index]
  }
}

/** Its two highest bits are set, by OpenSSL, so that a product of two has all of its bits. */
async function newPrime(): Promise<bigint> {
  for (;;) {
    const prime = await generate()
    const hasPrivateExponent = (prime - 1n) % EXPONENT !== 0n
    if (hasPrivateExponent) return prime
  }
}

function generate(): Promise<bigint> {
  return new Promise((resolve, reject) => {
    generatePrime(PRIME_BITS, { bigint: true }, (error, prime) => (error ? reject(error) : resolve(prime)))
  })
}

function* pairs(): Generator<readonly [number, number], never> {
  for (let pair = 0; pair < UNSHARED_PAIRS; pair++) yield [2 * pair, 2 * pair + 1]
  for (let second = 1; ; second++) {
    for (let first = 0; first < second; first++) {
      const isUnshared = first === second - 1 && second % 2 === 1 && second < 2 * UNSHARED_PAIRS
      if (!isUnshared) yield [first, second]
    }
  }
}
