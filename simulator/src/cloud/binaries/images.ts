import { createHash } from 'node:crypto'
import type { Backplane, Bucket } from '../backplane/index.ts'

/** A program's bytes, and who still needs them. */
interface Image {
  /** Base64. */
  readonly bytes: string
  /** Such as `binary/ID` or `release/PRODUCT/VERSION`. */
  readonly holders: readonly string[]
}

/** Programs that can be flashed, by the SHA-256 of their bytes: however many refer to one, it is kept once. */
export class Images {
  private readonly bySha256: Bucket<Image>
  /** One image goes to many devices at once: they share its bytes, which nobody changes. */
  private readonly decoded = new Map<string, WeakRef<Uint8Array>>()

  constructor(backplane: Backplane) {
    this.bySha256 = backplane.bucket('images')
  }

  /**
   * Keeps an image until its last holder drops it.
   *
   * @returns its id: the SHA-256 in lower-case hex.
   */
  async hold(bytes: Uint8Array, holder: string): Promise<string> {
    const id = createHash('sha256').update(bytes).digest('hex')
    const base64 = Buffer.from(bytes).toString('base64')
    await this.bySha256.update(id, image => ({
      bytes: image?.bytes || base64,
      holders: [...new Set([...(image?.holders ?? []), holder])],
    }))
    return id
  }

  /** Without a holder, the bytes go and the entry stays: deleting it could delete what is held again meanwhile. */
  async drop(id: string, holder: string): Promise<void> {
    await this.bySha256.update(id, image => {
      if (image === undefined) return undefined
      const holders = image.holders.filter(each => each !== holder)
      return { bytes: holders.length > 0 ? image.bytes : '', holders }
    })
  }

  async get(id: string): Promise<Uint8Array | undefined> {
    const image = await this.bySha256.get(id)
    if (!image?.bytes) {
      this.decoded.delete(id)
      return undefined
    }
    const bytes = this.decoded.get(id)?.deref() ?? Buffer.from(image.bytes, 'base64')
    this.decoded.set(id, new WeakRef(bytes))
    return bytes
  }
}
