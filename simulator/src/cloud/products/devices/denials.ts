import type { Backplane, Bucket } from '../../backplane/index.ts'

/**
 * Devices that a product will not have. As long as one's firmware states the product, the cloud ends its
 * session at its Hello; and no claim code takes it in. Adding it to the product lifts the denial.
 */
export class Denials {
  private readonly denied: Bucket<{ readonly deviceId: string; readonly productId: number }>

  constructor(backplane: Backplane) {
    this.denied = backplane.bucket('denied-devices')
  }

  async has(productId: number, deviceId: string): Promise<boolean> {
    return (await this.denied.get(keyOf(productId, deviceId))) !== undefined
  }

  async add(productId: number, deviceId: string): Promise<void> {
    await this.denied.put(keyOf(productId, deviceId), { deviceId, productId })
  }

  async lift(productId: number, deviceId: string): Promise<void> {
    await this.denied.delete(keyOf(productId, deviceId))
  }
}

function keyOf(productId: number, deviceId: string): string {
  return `${productId}/${deviceId}`
}
