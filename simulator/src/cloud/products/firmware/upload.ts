import { FirmwareFileError, loadFirmware } from '@particle-setup/device-os-wasm/compile'
import type { CloudContext } from '../../context.ts'
import type { UploadedFile } from '../../http/body.ts'
import { ApiError } from '../../http/errors.ts'
import type { Product } from '../entity.ts'
import type { ProductFirmware } from './entity.ts'

/** Who holds a firmware's bytes in the image store. */
export function imageHolder({ productId, version }: Pick<ProductFirmware, 'productId' | 'version'>): string {
  return `release/${productId}/${version}`
}

export interface Upload extends Pick<ProductFirmware, 'version' | 'title' | 'description' | 'uploadedBy'> {
  readonly file: UploadedFile
}

/**
 * Makes an uploaded file a version of the product's firmware.
 *
 * @throws ApiError 400 for a file that is no firmware or states another product or version, and for a
 *   version that is taken.
 */
export async function addFirmware(
  cloud: CloudContext,
  { id: productId }: Product,
  { file, ...facts }: Upload,
): Promise<ProductFirmware> {
  const { version } = facts
  await checkFirmware(file, productId, version)
  if ((await cloud.firmwares.get(productId, version)) !== undefined) throw taken(version)
  const imageId = await cloud.images.hold(file.buffer, imageHolder({ productId, version }))
  const nowMs = cloud.clock.unixMs()
  const firmware: ProductFirmware = {
    ...facts,
    id: cloud.random.hex(24),
    productId,
    name: file.originalname.split(/[\\/]/).at(-1) ?? 'firmware.bin',
    sizeBytes: file.buffer.length,
    imageId,
    uploadedAtMs: nowMs,
    updatedAtMs: nowMs,
    released: false,
  }
  if (await cloud.firmwares.create(firmware)) return firmware
  throw taken(version)
}

/** A device that is flashed must come back with the version that was released, or it is flashed again. */
async function checkFirmware(file: UploadedFile, productId: number, version: number): Promise<void> {
  const { product } = await loadFirmware(file.buffer).catch(cause => {
    if (cause instanceof FirmwareFileError) throw new ApiError(400, cause.message, { cause })
    throw cause
  })
  if (product?.id !== productId) {
    throw new ApiError(
      400,
      `The firmware states ${stated('product', product?.id)}: put PRODUCT_ID(${productId}) into it and compile it again`,
    )
  }
  if (product.version !== version) {
    throw new ApiError(
      400,
      `The firmware states ${stated('version', product.version)}: upload it as that, or put PRODUCT_VERSION(${version}) into it and compile it again`,
    )
  }
}

function stated(what: string, value: number | undefined): string {
  return value === undefined ? `no ${what}` : `${what} ${value}`
}

function taken(version: number): ApiError {
  return new ApiError(400, `The product has a firmware version ${version}; give the new one a higher number`)
}
