import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares what somebody says with what is kept. Takes as long whether or not, and wherever, they differ. */
export function sameSecret(given: string, kept: string): boolean {
  return timingSafeEqual(digest(given), digest(kept))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
