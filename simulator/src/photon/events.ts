import type { PublishRequest } from '@particle-setup/device-os-wasm/run'
import type { LedSignal, PhotonState } from './led.ts'

/** Which program a Photon runs. */
export interface RunningProgram {
  /** Lower-case hex; `undefined` when whoever made the Photon did not say. */
  readonly sha256: string | undefined
  /** An update brought it; else it is the one that the Photon was made with. */
  readonly flashed: boolean
}

/** What a Photon tells those who watch it. */
export interface PhotonEvents {
  state: { readonly from: PhotonState; readonly to: PhotonState }
  led: LedSignal
  /** A line that the program wrote to USB serial, without its line end. */
  serial: string
  /** An event that the program handed to the system; `sent` is false when it could not go out. */
  publish: PublishRequest & { readonly sent: boolean }
  /** A program was started. */
  program: RunningProgram
  /** The program crashed; the Photon shows SOS and then resets. */
  panic: Error
  /** Something around the Photon failed that the Photon itself gets over, such as a port that is taken. */
  problem: Error
}
