import type { Backplane, Bucket } from '../../backplane/index.ts'
import {
  isReleased,
  NOTHING_RELEASED,
  type ReleasePlan,
  type ReleaseRequest,
  release,
  renameInPlan,
} from './plan.ts'

/** A version of a product's firmware. */
export interface ProductFirmware {
  /** 24 lower-case hex digits. */
  readonly id: string
  readonly productId: number
  readonly version: number
  readonly title: string
  readonly description: string
  /** The uploaded file's. */
  readonly name: string
  readonly sizeBytes: number
  /** Of the image store. */
  readonly imageId: string
  readonly uploadedAtMs: number
  readonly updatedAtMs: number
  /** A user's id. */
  readonly uploadedBy: string
  /** It was released at some time: devices may have it, and it stays. */
  readonly released: boolean
}

export class Firmwares {
  private readonly byVersion: Bucket<ProductFirmware>
  private readonly plans: Bucket<ReleasePlan>

  constructor(backplane: Backplane) {
    this.byVersion = backplane.bucket('product-firmware')
    this.plans = backplane.bucket('release-plans')
  }

  get(productId: number, version: number): Promise<ProductFirmware | undefined> {
    return this.byVersion.get(keyOf(productId, version))
  }

  /** In the order in which they came. */
  list(productId: number): Promise<ProductFirmware[]> {
    return this.byVersion.find(firmware => firmware.productId === productId)
  }

  /** @returns false when the product has that version. */
  create(firmware: ProductFirmware): Promise<boolean> {
    return this.byVersion.create(keyOf(firmware.productId, firmware.version), firmware)
  }

  update(
    { productId, version }: Pick<ProductFirmware, 'productId' | 'version'>,
    change: Partial<Pick<ProductFirmware, 'title' | 'description' | 'updatedAtMs' | 'released'>>,
  ): Promise<ProductFirmware | undefined> {
    return this.byVersion.update(
      keyOf(productId, version),
      firmware => firmware && { ...firmware, ...change },
    )
  }

  async delete(productId: number, version: number): Promise<void> {
    await this.byVersion.delete(keyOf(productId, version))
  }

  async plan(productId: number): Promise<ReleasePlan> {
    return (await this.plans.get(String(productId))) ?? NOTHING_RELEASED
  }

  async release(productId: number, request: ReleaseRequest): Promise<ReleasePlan> {
    const plan = await this.plans.update(String(productId), before =>
      release(before ?? NOTHING_RELEASED, request),
    )
    if (isReleased(plan ?? NOTHING_RELEASED, request.version)) {
      await this.update({ productId, version: request.version }, { released: true })
    }
    return plan ?? NOTHING_RELEASED
  }

  /** A group has gone, or has another name. */
  async renameGroup(productId: number, name: string, after: string | null): Promise<void> {
    await this.plans.update(String(productId), plan => plan && renameInPlan(plan, name, after))
  }
}

function keyOf(productId: number, version: number): string {
  return `${productId}/${version}`
}
