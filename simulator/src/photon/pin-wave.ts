import type { Random } from '../world/index.ts'

export type Wave = (nowMs: number) => number

/** Something like a room's light or temperature: one swing in half a minute to three. */
export function createWave(random: Random): Wave {
  const periodMs = random.integer(30_000, 180_000)
  const startMs = random.integer(0, periodMs)
  const middle = random.integer(1_400, 2_600)
  const swing = random.integer(300, 1_200)
  return nowMs => middle + swing * Math.sin((2 * Math.PI * (nowMs + startMs)) / periodMs)
}
