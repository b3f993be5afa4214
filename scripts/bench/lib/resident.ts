import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** One round lets go of what the next can free. */
const ROUNDS = 3
const BETWEEN_MS = 100

/** Resident memory of this process once garbage is gone. */
export async function residentBytes(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  for (let round = 0; round < ROUNDS; round++) {
    await sleep(BETWEEN_MS)
    collect()
  }
  return process.memoryUsage.rss()
}
