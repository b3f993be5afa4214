import { join } from 'node:path'
import type { CompiledFirmware } from '@particle-setup/device-os-wasm/compile'
import { run } from '@particle-setup/device-os-wasm/run'
import type { ConnectToCloud } from '@particle-setup/protocol/device'
import type { SimulatorOptions } from './options.ts'
import {
  createFlash,
  createPhoton,
  type Flash,
  openFlashFile,
  PHOTON_2_3_1,
  type Photon,
  type PhotonProfile,
  type PhotonWorld,
  PrimePool,
  ProgramStore,
  type RunFirmware,
} from './photon/index.ts'

/** Turns of main loops a second for which one process is good, with room for everything else. */
const FLEET_TURNS_PER_SECOND = 20_000

/** Photons started at the same time: each binds two ports and starts a program. */
const STARTED_AT_ONCE = 100

export interface Fleet extends AsyncDisposable {
  readonly photons: readonly Photon[]
  /** Flashes each over USB. */
  load(program: CompiledFirmware): Promise<void>
}

/**
 * Makes the Photons and switches them on; settles when each runs its program and, in listening mode, has
 * its ports.
 *
 * @throws the first error of a Photon that could not start; the others are closed by then.
 */
export async function createFleet(
  count: number,
  world: PhotonWorld,
  program: CompiledFirmware,
  connectToCloud: ConnectToCloud,
  options: SimulatorOptions & { readonly setUp?: (flash: Flash) => Promise<void> },
): Promise<Fleet> {
  await using started = new AsyncDisposableStack()
  const { httpPort = 0, tcpPort = 0 } = options.softap ?? {}
  const profile = fleetProfile(count, options)
  const programs = new ProgramStore()
  const primes = new PrimePool()
  const firmware: RunFirmware = async (board, flashed) =>
    run(flashed === undefined ? program : await programs.open(flashed), board)
  const photons: Photon[] = []
  for (let index = 0; index < count; index++) {
    const random = world.random.fork(`photon/${index}`)
    const flash = await openFlash({ random, primes }, started, options.stateDir)
    await options.setUp?.(flash)
    photons.push(
      started.use(
        createPhoton({
          world,
          flash,
          firmware,
          firmwareSha256: program.sha256,
          programs,
          connectToCloud,
          softap: {
            host: options.host ?? '127.0.0.1',
            http: httpPort === 0 ? 0 : httpPort + index,
            tcp: tcpPort === 0 ? 0 : tcpPort + index,
          },
          sockets: options.sockets ?? 'none',
          profile,
        }),
      ),
    )
  }
  await inBatches(photons, photon => photon.powerOn(), options.signal)
  const stack = started.move()
  return {
    photons,
    load: compiled => inBatches(photons, photon => photon.load(compiled)),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

async function inBatches(
  photons: readonly Photon[],
  work: (photon: Photon) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  for (let index = 0; index < photons.length; index += STARTED_AT_ONCE) {
    signal?.throwIfAborted()
    await Promise.all(photons.slice(index, index + STARTED_AT_ONCE).map(work))
  }
}

/** Many Photons share one thread, so each main loop turns less often; a stated interval stays. */
function fleetProfile(count: number, { profile, speed = 1 }: SimulatorOptions): Partial<PhotonProfile> {
  const affordableMs = (count * speed * 1000) / FLEET_TURNS_PER_SECOND
  return { loopIntervalMs: Math.max(PHOTON_2_3_1.loopIntervalMs, affordableMs), ...profile }
}

/** In memory, or in a file that is written to its end before the simulation is over. */
async function openFlash(
  parts: { readonly random: PhotonWorld['random']; readonly primes: PrimePool },
  started: AsyncDisposableStack,
  stateDir: string | undefined,
) {
  if (stateDir === undefined) return createFlash(parts)
  const { flash, saved } = await openFlashFile({ ...parts, directory: join(stateDir, 'photons') })
  started.defer(saved)
  return flash
}
