import type { CompiledFirmware, Diagnostic } from '@particle-setup/device-os-wasm/compile'
import type { CloudSettings } from './cloud/settings.ts'
import type { PhotonProfile, SocketReach } from './photon/index.ts'
import type { AirNetwork } from './world/index.ts'
import type { World } from './world-file.ts'

/** What {@link createSimulator} can be told. All of it has a default. */
export interface SimulatorOptions {
  /** How many Photons. Default: the world's, else 1. */
  photons?: number
  /**
   * Whether Photons begin set up: on the first network that is open or has a password, with a claim code of the
   * developer's. They join by themselves, without listening mode. Default false.
   */
  claimed?: boolean
  /**
   * The program that every Photon runs: a Particle project's folder, a compiled .wasm file, or what
   * `compile()` gave. Default: `./firmware`, or the current folder, whichever is a Particle project; else
   * Tinker, which a Photon runs out of the box.
   */
  firmware?: string | CompiledFirmware
  /** `real` follows the machine's time, `virtual` stands still until `clock.advance(ms)`. Default `real`. */
  clock?: 'real' | 'virtual'
  /** Simulated seconds that pass in a real one; for the real clock. Default 1. */
  speed?: number
  /** Same seed, same device ids and noise; secrets are always new. Default: the world's, else `particle-setup`. */
  seed?: string | number
  /** A YAML file, or its contents. */
  world?: string | World
  /** Networks in the air. Default: the world's, else `HomeNet` and `CafeOpen`. */
  networks?: readonly AirNetwork[]
  /** What differs from a Photon on Device OS 2.3.1, such as timings. */
  profile?: Partial<PhotonProfile>
  /**
   * How far the TCP and UDP sockets of the Photons' programs reach: `none`, as on a network where nobody answers, or
   * `loopback`, this machine only. Default `none`.
   */
  sockets?: SocketReach
  /** What the cloud does otherwise than usual. */
  cloud?: CloudSettings
  /** Keeps flash memory and the cloud's state there over restarts. Default: nothing is kept. */
  stateDir?: string
  /** Address to listen on. Default 127.0.0.1. */
  host?: string
  /** The cloud's port. Default 0, any free one. */
  port?: number
  /**
   * Ports of the first Photon's SoftAP; the next Photon's are one above, and so on. Default 0, any free
   * ones.
   */
  softap?: { httpPort?: number; tcpPort?: number }
  /** Aborts the start. */
  signal?: AbortSignal
  /** Told of what the compiler warns of in the firmware. Default: nobody. */
  onWarning?: (warning: Diagnostic) => void
  /** Told what takes a while, for people to read. */
  onProgress?: (step: string) => void
}

export const DEFAULT_SEED = 'particle-setup'
