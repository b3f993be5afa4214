import type { Backplane, Bucket } from '../../backplane/index.ts'
import { type Device, productOf } from '../../devices/entity.ts'

/** What a product keeps of one of its devices. */
export interface Membership {
  readonly deviceId: string
  readonly productId: number
  /** Names, in the order in which they were given. */
  readonly groups: readonly string[]
  /** The firmware it is locked to, whatever is released. */
  readonly desiredVersion: number | null
}

/** Kept by device: it is in one product at most, and takes nothing along into the next. */
export class Memberships {
  private readonly byDevice: Bucket<Membership>

  constructor(backplane: Backplane) {
    this.byDevice = backplane.bucket('product-memberships')
  }

  async get(device: Device): Promise<Membership> {
    return current(await this.byDevice.get(device.id), device)
  }

  async change(
    device: Device,
    change: (membership: Membership) => Partial<Pick<Membership, 'groups' | 'desiredVersion'>>,
  ): Promise<void> {
    await this.byDevice.update(device.id, kept => {
      const membership = current(kept, device)
      return { ...membership, ...change(membership) }
    })
  }

  /** Takes a group's name, or gives it another, wherever it is kept. */
  async renameGroup(productId: number, name: string, after: string | null): Promise<void> {
    const members = await this.byDevice.find(
      each => each.productId === productId && each.groups.includes(name),
    )
    for (const { deviceId } of members) {
      await this.byDevice.update(
        deviceId,
        each => each && { ...each, groups: renamed(each.groups, name, after) },
      )
    }
  }

  /** The device is out of the product. */
  async forget(deviceId: string): Promise<void> {
    await this.byDevice.delete(deviceId)
  }
}

function current(kept: Membership | undefined, device: Device): Membership {
  const productId = productOf(device) ?? device.platformId
  if (kept?.productId === productId) return kept
  return { deviceId: device.id, productId, groups: [], desiredVersion: null }
}

function renamed(groups: readonly string[], name: string, after: string | null): string[] {
  return groups.flatMap(group => (group === name ? (after ?? []) : group))
}
