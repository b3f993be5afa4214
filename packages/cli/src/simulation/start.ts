import type { Simulator } from '@particle-setup/simulator'
import type { Io } from '../io.ts'
import type { SimulationOptions } from './options.ts'

/** Where the simulation listens; 0 is any free port. */
export interface Ports {
  readonly host: string
  readonly cloud: number
  /** The first Photon's; the others follow. */
  readonly softapHttp: number
  readonly softapTcp: number
}

/** Starts a simulation in this process and sets its Photons up if told to, saying on standard error what it is busy with. */
export async function startSimulation(io: Io, options: SimulationOptions, ports: Ports): Promise<Simulator> {
  io.status('loading the simulator …')
  const { createSimulator } = await import('@particle-setup/simulator')
  await using started = new AsyncDisposableStack()
  const simulator = await createSimulator({
    speed: options.speed,
    sockets: options.sockets,
    host: ports.host,
    port: ports.cloud,
    softap: { httpPort: ports.softapHttp, tcpPort: ports.softapTcp },
    cloud: {
      rateLimits: options.rateLimits ?? false,
      webhookHosts: options.webhooksAnywhere ? 'any' : 'loopback',
      ...(options.libraries !== undefined && { libraryDirs: options.libraries }),
    },
    signal: io.signal,
    onProgress: step => io.status(`${step} …`),
    onWarning: ({ file, line, column, message }) => io.err(`warning: ${file}:${line}:${column}: ${message}`),
    claimed: options.claimed ?? false,
    ...(options.photons !== undefined && { photons: options.photons }),
    ...(options.firmware !== undefined && { firmware: options.firmware }),
    ...(options.world !== undefined && { world: options.world }),
    ...(options.state !== undefined && { stateDir: options.state }),
    ...(options.seed !== undefined && { seed: options.seed }),
  })
  started.use(simulator)
  if (options.claimed) {
    const { allOnline } = await import('./all-online.ts')
    await allOnline(io, simulator)
  }
  started.move()
  return simulator
}
