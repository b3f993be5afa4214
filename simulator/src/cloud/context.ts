import type { Clock } from '../world/clock.ts'
import type { Random } from '../world/random.ts'
import type { Backplane } from './backplane/index.ts'
import type { Compiler } from './binaries/compiler.ts'
import type { EventHub } from './events/hub.ts'
import type { EventStreams } from './events/streams.ts'
import type { Webhooks } from './integrations/webhooks.ts'
import type { Notice } from './notices.ts'
import type { Authenticate } from './oauth/present.ts'
import type { Stores } from './stores.ts'

/** Programs that people flash by name. */
export interface KnownApps {
  /** Tinker, compiled. */
  readonly tinker?: () => Promise<Uint8Array>
}

/** What routes and sessions work with: all that the cloud knows, and what it does. */
export interface CloudContext extends Stores {
  readonly clock: Clock
  readonly random: Random
  readonly backplane: Backplane
  readonly events: EventHub
  readonly streams: EventStreams
  readonly webhooks: Webhooks
  readonly compiler: Compiler
  readonly knownApps: KnownApps
  readonly authenticate: Authenticate
  /** Told of what happens. */
  readonly notice: Notice
  /** Told of failures that are the cloud's own fault. */
  readonly onFailure: (error: unknown) => void
}
