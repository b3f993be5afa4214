import { fileURLToPath } from 'node:url'
import { createMemoryRegistry, provision } from '@particle-setup/host'
import { startChild } from '../lib/child.ts'
import { inParallel, interleave } from '../lib/interleave.ts'
import { type Contestant, HOST, SetupFailedError, type SetupPorts } from './contestants/contestant.ts'
import type { FleetCloud, FleetNews, FleetOrder } from './messages.ts'
import { WISH } from './network.ts'

/** Photons in anyone's hands at the same time. */
export const AT_ONCE = 32

/** Between two looks at the cloud; a person's program would look once a second. */
const POLL_MS = 25

/** How a way to provision a fleet fared, one value a repetition. */
export interface FleetFigures {
  /** Until the last Photon was through its sequence, in milliseconds. */
  readonly ms: readonly number[]
  /** Until the last Photon was in the cloud. */
  readonly onlineMs: readonly number[]
  /** Processor time that the simulator took for it. */
  readonly simulatorCpuMs: readonly number[]
}

export interface FleetOptions {
  readonly photons: number
  readonly repetitions: number
  readonly signal: AbortSignal
  readonly onRepetition: (repetition: number) => void
}

/** A fleet in listening mode, and its cloud. */
interface Fleet {
  readonly photons: readonly SetupPorts[]
  readonly cloud: FleetCloud
}

/**
 * A whole fleet, by each contestant in turn and, last, from first to last: a customer, a token and a claim
 * code for each Photon, its sequence, and the cloud asked until it shows the Photon online and owned.
 *
 * @returns figures in the order of the contestants, those of the whole flow behind them.
 */
export async function measureFleets(
  contestants: readonly Contestant[],
  options: FleetOptions,
): Promise<FleetFigures[]> {
  await using child = startChild<FleetOrder, FleetNews>(
    fileURLToPath(new URL('./fleet-process.ts', import.meta.url)),
    [String(options.photons)],
    options.signal,
  )
  let news = await child.next()
  const setUpBy =
    ({ setUp }: Contestant) =>
    ({ photons }: Fleet) =>
      inParallel(photons, AT_ONCE, setUp)
  const ways = [
    ...contestants.map(setUpBy),
    ({ photons, cloud }: Fleet) =>
      inParallel([...photons.entries()], AT_ONCE, ([index, { tcp }]) =>
        provisionWhole(index, tcp, cloud, options.signal),
      ),
  ]
  const measure = async (way: (fleet: Fleet) => Promise<void>) => {
    if (news.kind === 'online') {
      child.tell('listen')
      news = await child.next()
    }
    if (news.kind !== 'listening') throw new SetupFailedError('the fleet does not listen')
    const startedAt = performance.now()
    const through = way(news).then(() => performance.now() - startedAt)
    const online = child.next().then(next => ({ next, onlineMs: performance.now() - startedAt }))
    const [ms, { next, onlineMs }] = await Promise.all([through, online])
    news = next
    return { ms, onlineMs, simulatorCpuMs: next.kind === 'online' ? next.cpuMs : Number.NaN }
  }

  // The simulator has just started; nobody is to pay for its compiler's warming up.
  for (const way of ways.slice(0, 1)) await measure(way)
  const figures = await interleave(ways, options.repetitions, options.onRepetition, measure)
  return figures.map(each => ({
    ms: each.map(({ ms }) => ms),
    onlineMs: each.map(({ onlineMs }) => onlineMs),
    simulatorCpuMs: each.map(({ simulatorCpuMs }) => simulatorCpuMs),
  }))
}

/** Everything for one Photon, its owner included. */
async function provisionWhole(
  index: number,
  port: number,
  cloud: FleetCloud,
  signal: AbortSignal,
): Promise<void> {
  const { ssid, security, password, channel } = WISH
  await provision({
    customerEmail: `customer-${index}@example.com`,
    wifiObj: { ssid, sec: security, ch: channel },
    password,
    config: cloud,
    photon: { host: HOST, port },
    registry: createMemoryRegistry(),
    pollMs: POLL_MS,
    signal,
  })
}
