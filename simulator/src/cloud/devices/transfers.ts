import type { Clock } from '../../world/clock.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { secrets } from '../secrets.ts'

/** Somebody asks for a device that is somebody else's. */
export interface Transfer {
  /** 24 lower-case hex digits. */
  readonly id: string
  readonly deviceId: string
  readonly fromId: string
  readonly toId: string
  readonly requestedUnixMs: number
}

/** Requests for transfers. Its owner decides; until then the device stays whose it is. */
export class Transfers {
  private readonly byParties: Bucket<Transfer>
  private readonly clock: Clock

  constructor(backplane: Backplane, clock: Clock) {
    this.byParties = backplane.bucket('device-transfers')
    this.clock = clock
  }

  /** Who asks twice has asked once. */
  async request(parties: Pick<Transfer, 'deviceId' | 'fromId' | 'toId'>): Promise<Transfer> {
    const { deviceId, fromId, toId } = parties
    const fresh = { ...parties, id: secrets.hex(24), requestedUnixMs: this.clock.unixMs() }
    return (await this.byParties.update(`${deviceId}/${fromId}/${toId}`, open => open ?? fresh)) ?? fresh
  }
}
