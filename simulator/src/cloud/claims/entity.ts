import { CLOUD_LIMITS } from '@particle-setup/protocol/cloud'
import type { Clock } from '../../world/clock.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { secrets } from '../secrets.ts'

/** Makes whoever created it the owner of one device. */
export interface ClaimCode {
  /** 63 characters of the base64 alphabet; the number of a cellular device's SIM card or modem for such a one. */
  readonly code: string
  readonly ownerId: string
  /** The product that the device joins; `null` for a developer's own device. */
  readonly productId: number | null
  readonly expiresAtMs: number
  /** The device that used it up. Kept, so that it can be told again that its claim went through. */
  readonly usedBy: string | null
}

/** Codes that have expired are looked for no more often than this: it means looking at all. */
const SWEEP_PAUSE_MS = 60_000

export class Claims {
  private readonly codes: Bucket<ClaimCode>
  private readonly clock: Clock
  private readonly lifetimeMs: number
  private sweptAtMs = Number.NEGATIVE_INFINITY

  constructor(backplane: Backplane, clock: Clock, lifetimeMs: number) {
    this.codes = backplane.bucket('claim-codes')
    this.clock = clock
    this.lifetimeMs = lifetimeMs
  }

  async create(ownerId: string, productId: number | null): Promise<ClaimCode> {
    await this.sweep()
    const claim = this.fresh(secrets.base64(CLOUD_LIMITS.claimCodeCharacters), ownerId, productId)
    await this.codes.put(claim.code, claim)
    return claim
  }

  /**
   * Makes a number that the device has anyway its claim code.
   *
   * @returns `undefined` while it is somebody else's.
   */
  async reserve(code: string, ownerId: string, productId: number | null): Promise<ClaimCode | undefined> {
    const claim = this.fresh(code, ownerId, productId)
    const after = await this.codes.update(code, known =>
      known === undefined || known.ownerId === ownerId || this.hasExpired(known) ? claim : known,
    )
    return after?.ownerId === ownerId ? after : undefined
  }

  /** The code, unless it has expired. */
  async find(code: string): Promise<ClaimCode | undefined> {
    const known = await this.codes.get(code)
    if (known === undefined || !this.hasExpired(known)) return known
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

  private fresh(code: string, ownerId: string, productId: number | null): ClaimCode {
    return { code, ownerId, productId, expiresAtMs: this.clock.unixMs() + this.lifetimeMs, usedBy: null }
  }

  private hasExpired({ expiresAtMs }: ClaimCode): boolean {
    return expiresAtMs <= this.clock.unixMs()
  }

  /** Most codes are never presented: they would be kept for ever. */
  private async sweep(): Promise<void> {
    const nowMs = this.clock.nowMs()
    if (nowMs - this.sweptAtMs < SWEEP_PAUSE_MS) return
    this.sweptAtMs = nowMs
    for (const { code } of await this.codes.find(each => this.hasExpired(each))) await this.codes.delete(code)
  }
}
