export type { AccessPoint } from './air.ts'
export type { Clock, Timer, VirtualClock } from './clock.ts'
export { createRandom, type Random } from './random.ts'
