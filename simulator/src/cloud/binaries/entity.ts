import type { Clock } from '../../world/clock.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { secrets } from '../secrets.ts'
import type { Images } from './images.ts'

/** What somebody has had compiled. */
export interface Binary {
  /** 24 lower-case hex digits. */
  readonly id: string
  /** SHA-256 of its bytes, by which {@link Images} knows them. */
  readonly imageId: string
  /** A user or a customer; nobody else may fetch it. */
  readonly ownerId: string
  /** Device OS version that it was compiled against. */
  readonly targetVersion: string
  readonly createdUnixMs: number
  readonly expiresUnixMs: number
}

/** As Particle's cloud keeps them: a day. */
const LIFETIME_MS = 24 * 60 * 60 * 1000

export class Binaries {
  private readonly byId: Bucket<Binary>
  private readonly images: Images
  private readonly clock: Clock

  constructor(backplane: Backplane, images: Images, clock: Clock) {
    this.byId = backplane.bucket('binaries')
    this.images = images
    this.clock = clock
  }

  async add(bytes: Uint8Array, facts: Pick<Binary, 'ownerId' | 'targetVersion'>): Promise<Binary> {
    await this.sweep()
    const id = secrets.hex(24)
    const createdUnixMs = this.clock.unixMs()
    const binary: Binary = {
      id,
      imageId: await this.images.hold(bytes, holderOf(id)),
      ...facts,
      createdUnixMs,
      expiresUnixMs: createdUnixMs + LIFETIME_MS,
    }
    await this.byId.put(id, binary)
    return binary
  }

  /** `undefined` also for one that has expired, or is somebody else's. */
  async bytes(id: string, ownerId: string): Promise<Uint8Array | undefined> {
    const binary = await this.byId.get(id.toLowerCase())
    if (binary === undefined || binary.ownerId !== ownerId || this.isExpired(binary)) return undefined
    return this.images.get(binary.imageId)
  }

  /** Forgets what has expired. */
  private async sweep(): Promise<void> {
    for (const { id, imageId } of await this.byId.find(binary => this.isExpired(binary))) {
      await this.byId.delete(id)
      await this.images.drop(imageId, holderOf(id))
    }
  }

  private isExpired({ expiresUnixMs }: Binary): boolean {
    return expiresUnixMs <= this.clock.unixMs()
  }
}

function holderOf(id: string): string {
  return `binary/${id}`
}
