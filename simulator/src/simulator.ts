import type { CompiledFirmware } from '@particle-setup/device-os-wasm/compile'
import { FirmwareTrapError } from '@particle-setup/device-os-wasm/run'
import express from 'express'
import { checkOptions } from './check-options.ts'
import { type Cloud, createCloud, createCloudServer } from './cloud/index.ts'
import { controlRoutes, createJournal } from './control/index.ts'
import type { Journal } from './control/journal.ts'
import { firstSetup } from './first-setup.ts'
import { createFleet } from './fleet.ts'
import type { SimulatorInfo } from './info.ts'
import { listen } from './listen.ts'
import { DEFAULT_SEED, type SimulatorOptions } from './options.ts'
import type { Photon } from './photon/index.ts'
import { loadProgram, loadTinker, projectLibraries } from './program.ts'
import {
  type Air,
  type Clock,
  createAir,
  createFaults,
  createRandom,
  createRealClock,
  createVirtualClock,
  type Faults,
  type VirtualClock,
} from './world/index.ts'
import { readWorldFile, type World } from './world-file.ts'

/** A running simulation, held by its handle. `await using` closes it. */
export interface Simulator<SimulationClock extends Clock = Clock> extends AsyncDisposable {
  readonly cloud: {
    readonly url: string
    /** What a simulation starts with: a product, its OAuth client, a developer on its team. */
    readonly defaults: Pick<SimulatorInfo, 'product' | 'client' | 'user'>
  }
  /** In the order of their ports. */
  readonly photons: readonly Photon[]
  readonly clock: SimulationClock
  readonly air: Air
  readonly faults: Faults
  readonly journal: Journal
  /** Flashes every Photon over USB; see {@link Photon.load}. */
  load(program: CompiledFirmware): Promise<void>
  info(): Promise<SimulatorInfo>
  /** Switches every Photon off, ends every stream, frees every port. Idempotent. */
  close(): Promise<void>
}

/**
 * Starts a Particle Cloud and Photons that run the firmware; settles once every port is bound and every
 * Photon runs its program.
 *
 * @throws SimulatorOptionError, PortTakenError, ListenError, and the errors of the compiler, of state files and of
 *   SoftAP ports. Nothing is left open then.
 */
export function createSimulator(
  options: SimulatorOptions & { clock: 'virtual' },
): Promise<Simulator<VirtualClock>>
export function createSimulator(options?: SimulatorOptions): Promise<Simulator>
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  await using started = new AsyncDisposableStack()
  checkOptions(options)
  const stated = await worldOf(options)
  const clock =
    options.clock === 'virtual' ? createVirtualClock() : createRealClock({ speed: options.speed ?? 1 })
  const random = createRandom(options.seed ?? stated.seed ?? DEFAULT_SEED)
  const networks = options.networks ?? stated.networks
  const air = createAir({ random, ...(networks && { networks }) })
  const faults = createFaults()
  const journal = createJournal(() => clock.nowMs())
  const program = await loadProgram(options)

  options.onProgress?.('starting the cloud')
  const cloud = started.use(
    await createCloud({
      libraryDirs: projectLibraries(options),
      ...options.cloud,
      clock,
      random,
      knownApps: { tinker: async () => (await loadTinker()).wasm },
      onNotice: (kind, facts) => journal.record(kind, { ...facts }),
      ...(options.stateDir !== undefined && { stateDir: options.stateDir }),
    }),
  )
  const count = options.photons ?? stated.photons ?? 1
  options.onProgress?.(count === 1 ? 'switching the Photon on' : `switching ${count} Photons on`)
  const profile = {
    ...(stated.generation && { generation: stated.generation }),
    ...stated.timings,
    ...options.profile,
  }
  const world = { clock, random, air, faults }
  const fleet = started.use(
    await createFleet(count, world, program, cloud.connectDevice, {
      ...options,
      profile,
      ...(options.claimed && { setUp: await firstSetup(air, cloud) }),
    }),
  )
  for (const photon of fleet.photons) keepJournal(journal, photon)

  const { photons } = fleet
  const info = () => describe(listening.url, cloud, air, photons)
  const control = express().disable('x-powered-by')
  control.use(
    '/simulator',
    controlRoutes({ clock, air, faults, journal, photons, info, openApi: cloud.openApi }),
  )
  const server = createCloudServer(cloud.app, { '/simulator': control })
  const listening = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0)
  started.defer(() => {
    cloud.endStreams()
    return listening.close()
  })

  const stack = started.move()
  const close = () => stack.disposeAsync()
  return {
    cloud: { url: listening.url, defaults: cloud.defaults },
    photons,
    clock,
    air,
    faults,
    journal,
    load: compiled => fleet.load(compiled),
    info,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function worldOf({ world }: SimulatorOptions): Promise<World> {
  return typeof world === 'string' ? await readWorldFile(world) : (world ?? {})
}

function keepJournal(journal: Journal, photon: Photon): void {
  const { id } = photon
  photon.on('state', ({ from, to }) => journal.record('photon-state', { photon: id, from, to }))
  photon.on('publish', ({ name, data, sent }) => journal.record('publish', { photon: id, name, data, sent }))
  photon.on('serial', line => journal.record('serial', { photon: id, line }))
  photon.on('program', ({ sha256, flashed }) => journal.record('program', { photon: id, sha256, flashed }))
  photon.on('panic', error => {
    const crash = error instanceof FirmwareTrapError && { panicCode: error.panicCode, frames: error.frames }
    journal.record('panic', { photon: id, message: error.message, ...crash })
  })
  photon.on('problem', error => journal.record('problem', { photon: id, message: error.message }))
}

async function describe(
  url: string,
  { defaults, deviceName }: Cloud,
  air: Air,
  photons: readonly Photon[],
): Promise<SimulatorInfo> {
  return {
    cloud: url,
    control: `${url}/simulator`,
    product: defaults.product,
    client: defaults.client,
    user: defaults.user,
    networks: air.networks().map(({ ssid, password, sec }) => ({
      ssid: new TextDecoder().decode(ssid),
      ...(password !== undefined && { password }),
      sec,
    })),
    photons: await Promise.all(
      photons.map(async photon => ({
        id: photon.id,
        name: await deviceName(photon.id),
        ssid: photon.ssid,
        state: photon.state,
        softap: photon.softap ?? null,
      })),
    ),
  }
}
