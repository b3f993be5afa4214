import type { Clock } from '../world/clock.ts'
import type { Random } from '../world/random.ts'
import type { Backplane } from './backplane/index.ts'
import type { Compiler } from './binaries/compiler.ts'
import type { Binaries } from './binaries/entity.ts'
import type { Images } from './binaries/images.ts'
import type { Claims } from './claims/entity.ts'
import type { Customers } from './customers/entity.ts'
import type { Devices } from './devices/entity.ts'
import type { Transfers } from './devices/transfers.ts'
import type { EventHub } from './events/hub.ts'
import type { EventStreams } from './events/streams.ts'
import type { Integrations } from './integrations/entity.ts'
import type { HookHistories } from './integrations/history.ts'
import type { Webhooks } from './integrations/webhooks.ts'
import type { Libraries } from './libraries/entity.ts'
import type { Notice } from './notices.ts'
import type { Challenges } from './oauth/challenges.ts'
import type { Clients } from './oauth/clients.ts'
import type { Tokens } from './oauth/entity.ts'
import type { Authenticate } from './oauth/present.ts'
import type { Denials } from './products/devices/denials.ts'
import type { Memberships } from './products/devices/membership.ts'
import type { Products } from './products/entity.ts'
import type { Firmwares } from './products/firmware/entity.ts'
import type { DeviceGroups } from './products/groups/entity.ts'
import type { TeamSeats } from './products/team/entity.ts'
import type { Accounts } from './users/accounts.ts'
import type { Users } from './users/entity.ts'
import type { Mfa } from './users/mfa.ts'

/** Programs that people flash by name. */
export interface KnownApps {
  /** Tinker, compiled. */
  readonly tinker?: () => Promise<Uint8Array>
}

/** What routes and sessions work with. */
export interface CloudContext {
  readonly clock: Clock
  readonly random: Random
  readonly backplane: Backplane
  readonly users: Users
  readonly mfa: Mfa
  readonly customers: Customers
  readonly accounts: Accounts
  readonly products: Products
  readonly memberships: Memberships
  readonly denials: Denials
  readonly groups: DeviceGroups
  readonly team: TeamSeats
  readonly firmwares: Firmwares
  readonly clients: Clients
  readonly tokens: Tokens
  readonly challenges: Challenges
  readonly claims: Claims
  readonly devices: Devices
  readonly transfers: Transfers
  readonly images: Images
  readonly binaries: Binaries
  readonly compiler: Compiler
  readonly knownApps: KnownApps
  readonly events: EventHub
  readonly integrations: Integrations
  readonly hookHistories: HookHistories
  readonly webhooks: Webhooks
  readonly libraries: Libraries
  readonly streams: EventStreams
  readonly authenticate: Authenticate
  /** Told of what happens. */
  readonly notice: Notice
  /** Told of failures that are the cloud's own fault. */
  readonly onFailure: (error: unknown) => void
}
