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
export function createRandom(seed: string | number): Random {
  const text = String(seed)
  let a = hash(text, 0x811c9dc5)
  let b = hash(text, 0x01000193)
  let c = hash(text, 0x9e3779b9)
  let counter = 1

  const next32 = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) next32()

  const bytes = (count: number): Uint8Array => {
    const out = new Uint8Array(count)
    for (let i = 0; i < count; i++) out[i] = next32() & 0xff
    return out
  }
  return {
    next32,
    integer: (min, max) => min + (next32() % (max - min + 1)),
    bytes,
    hex: digits =>
      Buffer.from(bytes(Math.ceil(digits / 2)))
        .toString('hex')
        .slice(0, digits),
    fork: label => createRandom(`${text}/${label}`),
  }
}

function hash(text: string, start: number): number {
  let value = start
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i)
    value = Math.imul(value, 0x01000193)
  }
  return value | 0
}
