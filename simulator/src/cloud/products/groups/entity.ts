import type { Backplane, Bucket } from '../../backplane/index.ts'

/** A name for some of a product's devices, by which firmware is released to them. */
export interface DeviceGroup {
  readonly productId: number
  readonly name: string
  readonly description: string
  /** `#rrggbb` */
  readonly color: string
}

/** As Particle's console colours a group that was given none. */
export const DEFAULT_COLOR = '#34495e'

export class DeviceGroups {
  private readonly groups: Bucket<DeviceGroup>

  constructor(backplane: Backplane) {
    this.groups = backplane.bucket('device-groups')
  }

  get(productId: number, name: string): Promise<DeviceGroup | undefined> {
    return this.groups.get(keyOf(productId, name))
  }

  /** In the order in which they came. */
  list(productId: number): Promise<DeviceGroup[]> {
    return this.groups.find(group => group.productId === productId)
  }

  /** @returns false when the product has a group of that name. */
  create(group: DeviceGroup): Promise<boolean> {
    return this.groups.create(keyOf(group.productId, group.name), group)
  }

  /** Makes those of the groups that the product does not have. */
  async ensure(productId: number, names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.create({ productId, name, description: '', color: DEFAULT_COLOR })
    }
  }

  update(
    productId: number,
    name: string,
    change: Partial<Pick<DeviceGroup, 'description' | 'color'>>,
  ): Promise<DeviceGroup | undefined> {
    return this.groups.update(keyOf(productId, name), group => group && { ...group, ...change })
  }

  async delete(productId: number, name: string): Promise<boolean> {
    return (await this.groups.delete(keyOf(productId, name))) !== undefined
  }
}

function keyOf(productId: number, name: string): string {
  return `${productId}/${name}`
}
