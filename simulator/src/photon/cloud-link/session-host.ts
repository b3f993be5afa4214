import type { Firmware } from '@particle-setup/device-os-wasm/run'
import type { SubscriptionScope } from '@particle-setup/protocol/device'
import type { Clock } from '../../world/index.ts'
import type { PhotonProfile } from '../profile.ts'
import type { Flash } from '../storage/flash.ts'
import type { SystemFlags } from '../system-flags.ts'
import type { UpdateHost } from '../update/update.ts'
import type { LastReset } from './reset-reason.ts'

export interface Subscription {
  readonly filter: string
  readonly scope: SubscriptionScope
}

/** What the cloud can ask a Photon to do to itself. */
export type CloudReset = 'reboot' | 'safe mode' | 'dfu' | 'network'

/** What a session with the cloud asks of the Photon around it. */
export interface SessionHost {
  readonly clock: Clock
  readonly profile: PhotonProfile
  readonly flash: Flash
  /** `undefined` in safe mode. */
  firmware(): Firmware | undefined
  /** SHA-256 of the program, as far as it is known. */
  programSha256(): string | undefined
  readonly update: UpdateHost
  readonly flags: SystemFlags
  /** Nothing more is expected to register functions, variables or subscriptions: `setup()` has returned. */
  isSetUp(): boolean
  /** The program's subscriptions so far. */
  subscriptions(): readonly Subscription[]
  /** Why the Photon started, `undefined` once it was told since. */
  takeLastReset(): LastReset | undefined
  /** Nothing passes between this Photon and the cloud at the moment. */
  isCutOff(): boolean
  /** The cloud told the time. */
  setUnixMs(unixMs: number): void
  /** Shows or ends the rainbow. */
  signal(on: boolean): void
  reset(mode: CloudReset): void
}
