import { TimedOut } from '@particle-setup/host'
import { listDevices } from '@particle-setup/host/streaming'
import type { Simulator } from '@particle-setup/simulator'
import type { Io } from '../io.ts'

const LOOK_EVERY_MS = 500
const ONLINE_LIMIT_MS = 120_000

/**
 * Waits until every Photon is online and somebody's, and the cloud has heard what the developer's offer.
 *
 * @throws TimedOut
 */
export async function allOnline(io: Io, { cloud, clock, photons }: Simulator): Promise<void> {
  const giveUpMs = performance.now() + ONLINE_LIMIT_MS
  while (performance.now() < giveUpMs) {
    const devices = await listDevices({
      apiUrl: cloud.url,
      token: cloud.defaults.user.token,
      signal: io.signal,
    })
    // A device that has described itself shows its functions; an earlier run may have given it to somebody else.
    const silent = new Set(
      devices.filter(({ online, functions }) => !(online && functions)).map(({ deviceId }) => deviceId),
    )
    const waiting = photons.filter(
      ({ id, state, flash }) => state !== 'online' || !flash.claimed || silent.has(id),
    ).length
    if (waiting === 0) return
    io.status(
      waiting === 1
        ? 'waiting until the Photon is online …'
        : `waiting for ${waiting} Photons to be online …`,
    )
    await clock.sleep(LOOK_EVERY_MS, io.signal)
  }
  throw new TimedOut('--claimed', ONLINE_LIMIT_MS, 'See what the Photons do: simulate tells it')
}
