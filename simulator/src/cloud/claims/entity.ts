import { CLOUD_LIMITS } from '@particle-setup/protocol/cloud'
import type { Clock } from '../../world/clock.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { secrets } from '../secrets.ts'

/** Makes whoever created it the owner of one device. */
export interface ClaimCode {
  /** 63 characters of the base64 alphabet. */
  readonly code: string
  readonly ownerId: string
  /** The product that the device joins; `null` for a developer's own device. */
  readonly productId: number | null
  readonly expiresAtMs: number
  /** The device that used it up. Kept, so that it can be told again that its claim went through. */
  readonly usedBy: string | null
}

export class Claims {
  private readonly codes: Bucket<ClaimCode>
  private readonly clock: Clock
  private readonly lifetimeMs: number

  constructor(backplane: Backplane, clock: Clock, lifetimeMs: number) {
    this.codes = backplane.bucket('claim-codes')
    this.clock = clock
    this.lifetimeMs = lifetimeMs
  }

  async create(ownerId: string, productId: number | null): Promise<ClaimCode> {
    const code: ClaimCode = {
      code: secrets.base64(CLOUD_LIMITS.claimCodeCharacters),
      ownerId,
      productId,
      expiresAtMs: this.clock.unixMs() + this.lifetimeMs,
      usedBy: null,
    }
    await this.codes.put(code.code, code)
    return code
  }

  /** The code, unless it has expired. */
  async find(code: string): Promise<ClaimCode | undefined> {
    const known = await this.codes.get(code)
    if (known === undefined || known.expiresAtMs > this.clock.unixMs()) return known
    await this.codes.delete(code)
    return undefined
  }

  /** @returns false when another device was first. */
  async use(code: string, deviceId: string): Promise<boolean> {
    const after = await this.codes.update(code, known =>
      known?.usedBy === null ? { ...known, usedBy: deviceId } : known,
    )
    return after?.usedBy === deviceId
  }

  async revokeAll(ownerId: string): Promise<void> {
    for (const { code } of await this.codes.find(each => each.ownerId === ownerId)) {
      await this.codes.delete(code)
    }
  }
}
