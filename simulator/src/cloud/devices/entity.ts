import { PHOTON_PLATFORM_ID, type VariableType } from '@particle-setup/protocol/device'
import type { Backplane, Bucket, Topic } from '../backplane/index.ts'

/** What the cloud keeps of a device, whether or not it is online. */
export interface Device {
  /** 24 lower-case hex digits. */
  readonly id: string
  readonly name: string | null
  /** A user or a customer; `null` while nobody has claimed it. */
  readonly ownerId: string | null
  /** Equals the platform id outside any product. */
  readonly productId: number
  readonly platformId: number
  /** DER SubjectPublicKeyInfo in base64; `null` until the device was here. */
  readonly publicKey: string | null
  readonly notes: string | null
  /** Of a product: takes firmware of its developer's instead of the product's. */
  readonly development: boolean
  readonly lastIpAddress: string | null
  /** Unix milliseconds. */
  readonly lastHeardMs: number | null
  readonly lastHandshakeMs: number | null
  readonly systemVersion: string | null
  /** What the firmware states in its Hello; equals the platform id when it states nothing. */
  readonly firmwareProductId: number | null
  readonly firmwareVersion: number | null
  /** Its program takes updates over the air. */
  readonly updatesEnabled: boolean
  /** People want it to take them all the same. */
  readonly updatesForced: boolean
  /** SHA-256 of the program, in the hex of the Describe; `null` until the device has told. */
  readonly appHash: string | null
  /** As last described; `null` until then. */
  readonly functions: readonly string[] | null
  readonly variables: Readonly<Record<string, VariableType>> | null
}

/** A device that has a session at this moment. */
export interface Presence {
  readonly sessionId: number
  readonly lastHeardMs: number
}

/** Says that a device has another owner or product than before. */
export const DEVICE_MOVED: Topic<{ deviceId: string }> = { name: 'device-moved' }

export class Devices {
  private readonly byId: Bucket<Device>
  private readonly presences: Bucket<Presence>
  private readonly backplane: Backplane

  constructor(backplane: Backplane) {
    this.backplane = backplane
    this.byId = backplane.bucket('devices')
    this.presences = backplane.bucket('presences', { transient: true })
  }

  get(id: string): Promise<Device | undefined> {
    return this.byId.get(id.toLowerCase())
  }

  /** Adds a device that the cloud has not seen; one that it knows stays as it is. */
  async ensure(id: string): Promise<void> {
    await this.byId.create(id, {
      id,
      name: null,
      ownerId: null,
      productId: PHOTON_PLATFORM_ID,
      platformId: PHOTON_PLATFORM_ID,
      publicKey: null,
      notes: null,
      development: false,
      lastIpAddress: null,
      lastHeardMs: null,
      lastHandshakeMs: null,
      systemVersion: null,
      firmwareProductId: null,
      firmwareVersion: null,
      updatesEnabled: true,
      updatesForced: false,
      appHash: null,
      functions: null,
      variables: null,
    })
  }

  /** @returns the device as it is now; `undefined` when it is unknown. */
  update(id: string, change: Partial<Device>): Promise<Device | undefined> {
    return this.byId.update(id, device =>
      device && differs(device, change) ? { ...device, ...change } : device,
    )
  }

  /** Gives a device that has no owner its owner. @returns false when it has another one. */
  async claim(id: string, by: { ownerId: string; productId: number | null }): Promise<boolean> {
    const after = await this.byId.update(id, device =>
      device?.ownerId === null
        ? { ...device, ownerId: by.ownerId, productId: by.productId ?? device.productId }
        : device,
    )
    if (after?.ownerId !== by.ownerId) return false
    await this.backplane.publish(DEVICE_MOVED, { deviceId: id })
    return true
  }

  /** Takes a device from its owner. */
  async unclaim(id: string): Promise<void> {
    await this.update(id, { ownerId: null })
    await this.backplane.publish(DEVICE_MOVED, { deviceId: id })
  }

  /** Moves a device into a product, or out of any with its platform's id. */
  async moveToProduct(id: string, productId: number): Promise<void> {
    await this.update(id, { productId })
    await this.backplane.publish(DEVICE_MOVED, { deviceId: id })
  }

  ownedBy(ownerId: string): Promise<Device[]> {
    return this.byId.find(device => device.ownerId === ownerId)
  }

  inProduct(productId: number): Promise<Device[]> {
    return this.byId.find(device => device.productId === productId)
  }

  /** `undefined` while the device is offline. */
  presence(id: string): Promise<Presence | undefined> {
    return this.presences.get(id)
  }

  async setPresence(id: string, presence: Presence): Promise<void> {
    await this.presences.put(id, presence)
  }

  /** @returns false when the presence is another session's, which keeps it. */
  async endPresence(id: string, sessionId: number): Promise<boolean> {
    if ((await this.presences.get(id))?.sessionId !== sessionId) return false
    await this.presences.delete(id)
    return true
  }
}

/** What a device says at every connection is mostly what it said before: that need not be written again. */
function differs(device: Device, change: Partial<Device>): boolean {
  return Object.entries(change).some(([key, value]) => device[key as keyof Device] !== value)
}

/** The product a device is in; `null` for a developer's own. */
export function productOf(device: Device): number | null {
  return device.productId === device.platformId ? null : device.productId
}
