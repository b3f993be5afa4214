import { InvalidInput, TimedOut } from '@particle-setup/host'
import { provisionPhoton } from '@particle-setup/host/client'
import { generateClaimCode } from '@particle-setup/host/server'
import { listDevices } from '@particle-setup/host/streaming'
import type { Photon, Simulator, SimulatorInfo } from '@particle-setup/simulator'
import type { Io } from '../io.ts'

/** Set up at the same time; each encrypts, scans and joins. */
const AT_ONCE = 10

const LOOK_EVERY_MS = 500
const ONLINE_LIMIT_MS = 120_000

/**
 * Sets up every Photon in listening mode as its owner would, over SoftAP with a claim code of the developer's,
 * and waits until the cloud shows them online, and those that the developer had from an earlier run.
 *
 * @throws InvalidInput when no network is to be joined with what is known of it; TimedOut; the errors of setup.
 */
export async function claimPhotons(io: Io, simulator: Simulator): Promise<void> {
  const photons = simulator.photons.filter(({ softap }) => softap !== undefined)
  const info = await simulator.info()
  const network = info.networks.find(({ sec, password }) => sec === 0 || password !== undefined)
  if (network === undefined) {
    throw new InvalidInput('claimed', '--claimed: none of the networks is open or has a password')
  }
  io.status(photons.length === 1 ? 'setting the Photon up …' : `setting ${photons.length} Photons up …`)
  const waiting = [...photons]
  const setUpNext = async (): Promise<void> => {
    for (let photon = waiting.shift(); photon !== undefined; photon = waiting.shift()) {
      await setUp(io, info, photon, network)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, setUpNext))
  await allOnline(io, simulator, photons)
}

async function setUp(
  io: Io,
  { cloud, product, client, user }: SimulatorInfo,
  photon: Photon,
  { ssid, sec, password }: SimulatorInfo['networks'][number],
): Promise<void> {
  const { claimCode } = await generateClaimCode({
    config: {
      apiUrl: cloud,
      product: product.slug,
      oauthClient: client.id,
      oauthSecret: client.secret,
    },
    scopedToken: user.token,
    signal: io.signal,
  })
  const { host, tcp } = photon.softap ?? {}
  await provisionPhoton({
    host,
    port: tcp,
    transport: 'tcp',
    wifiObj: { ssid, sec },
    password,
    claimCode,
    signal: io.signal,
  })
}

async function allOnline(
  io: Io,
  { cloud, clock, photons: all }: Simulator,
  photons: readonly Photon[],
): Promise<void> {
  io.status('waiting until the cloud shows it …')
  const simulated = new Set(all.map(({ id }) => id))
  const giveUpMs = performance.now() + ONLINE_LIMIT_MS
  while (performance.now() < giveUpMs) {
    const devices = await listDevices({
      apiUrl: cloud.url,
      token: cloud.defaults.user.token,
      signal: io.signal,
    })
    const owned = devices.map(({ deviceId }) => deviceId).filter(id => simulated.has(id))
    // A device that has described itself shows its functions.
    const ready = new Set(
      devices.filter(({ online, functions }) => online && functions).map(({ deviceId }) => deviceId),
    )
    if ([...photons.map(({ id }) => id), ...owned].every(id => ready.has(id))) return
    await clock.sleep(LOOK_EVERY_MS, io.signal)
  }
  throw new TimedOut('--claimed', ONLINE_LIMIT_MS, 'See what the Photons do: simulate tells it')
}
