import type { Clock } from '../world/clock.ts'
import type { Random } from '../world/random.ts'
import type { Backplane } from './backplane/index.ts'
import { Binaries } from './binaries/entity.ts'
import { Images } from './binaries/images.ts'
import { Claims } from './claims/entity.ts'
import { Customers } from './customers/entity.ts'
import { Devices } from './devices/entity.ts'
import { Transfers } from './devices/transfers.ts'
import { Integrations } from './integrations/entity.ts'
import { HookHistories } from './integrations/history.ts'
import { Libraries } from './libraries/entity.ts'
import type { readLibraryFolder } from './libraries/folder.ts'
import { Challenges } from './oauth/challenges.ts'
import { Clients } from './oauth/clients.ts'
import { Tokens } from './oauth/entity.ts'
import { Denials } from './products/devices/denials.ts'
import { Memberships } from './products/devices/membership.ts'
import { Products } from './products/entity.ts'
import { Firmwares } from './products/firmware/entity.ts'
import { DeviceGroups } from './products/groups/entity.ts'
import { TeamSeats } from './products/team/entity.ts'
import { Accounts } from './users/accounts.ts'
import { Users } from './users/entity.ts'
import { Mfa } from './users/mfa.ts'

export interface StoreOptions {
  backplane: Backplane
  clock: Clock
  random: Random
  claimCodeLifetimeMs: number
  folderLibraries: Awaited<ReturnType<typeof readLibraryFolder>>
}

/** What the cloud knows, a store each: views on the backplane, in which all of it lies. */
export type Stores = Readonly<ReturnType<typeof createStores>>

export function createStores({
  backplane,
  clock,
  random,
  claimCodeLifetimeMs,
  folderLibraries,
}: StoreOptions) {
  const users = new Users(backplane, random)
  const customers = new Customers(backplane, random)
  const images = new Images(backplane)
  return {
    users,
    mfa: new Mfa(backplane, clock),
    customers,
    accounts: new Accounts(users, customers),
    clients: new Clients(backplane),
    tokens: new Tokens(backplane, clock),
    challenges: new Challenges(backplane, clock),
    products: new Products(backplane),
    memberships: new Memberships(backplane),
    denials: new Denials(backplane),
    groups: new DeviceGroups(backplane),
    team: new TeamSeats(backplane),
    firmwares: new Firmwares(backplane),
    claims: new Claims(backplane, clock, claimCodeLifetimeMs),
    devices: new Devices(backplane),
    transfers: new Transfers(backplane, clock),
    images,
    binaries: new Binaries(backplane, images, clock),
    integrations: new Integrations(backplane, clock, random),
    hookHistories: new HookHistories(backplane),
    libraries: new Libraries(backplane, clock, folderLibraries),
  }
}
