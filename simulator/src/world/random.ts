/** Seeded randomness: one seed, one simulation. */
export interface Random {
  /** An integer of 32 bits, 0 to 4294967295. */
  next32(): number
  /** An integer from `min` up to and including `max`. */
  integer(min: number, max: number): number
  bytes(count: number): Uint8Array
  /** That many lower-case hex digits. */
  hex(digits: number): string
  /** A stream of its own that depends only on this seed and the label, not on how much was drawn before. */
  fork(label: string): Random
}

/** sfc32 by Chris Doty-Humphrey (PractRand), seeded through FNV-1a. Not for secrets that leave the machine. */
class SeededRandom implements Random {
  private readonly seed: string
  private a: number
  private b: number
  private c: number
  private counter = 1

  constructor(seed: string) {
    this.seed = seed
    this.a = hash(seed, 0x811c9dc5)
    this.b = hash(seed, 0x01000193)
    this.c = hash(seed, 0x9e3779b9)
    for (let i = 0; i < 12; i++) this.next32()
  }

  next32(): number {
    const { a, b, c } = this
    const sum = (a + b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = b ^ (b >>> 9)
    this.b = (c + (c << 3)) | 0
    this.c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  integer(min: number, max: number): number {
    return min + (this.next32() % (max - min + 1))
  }

  bytes(count: number): Uint8Array {
    const out = new Uint8Array(count)
    for (let i = 0; i < count; i++) out[i] = this.next32() & 0xff
    return out
  }

  hex(digits: number): string {
    return Buffer.from(this.bytes(Math.ceil(digits / 2)))
      .toString('hex')
      .slice(0, digits)
  }

  fork(label: string): Random {
    return new SeededRandom(`${this.seed}/${label}`)
  }
}

export function createRandom(seed: string | number): Random {
  return new SeededRandom(String(seed))
}

function hash(text: string, start: number): number {
  let value = start
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i)
    value = Math.imul(value, 0x01000193)
  }
  return value | 0
}
