import type { z } from 'zod'
import type { CloudContext } from '../../context.ts'
import { productOf } from '../../devices/entity.ts'
import type { UploadedFile } from '../../http/body.ts'
import { ApiError } from '../../http/errors.ts'
import type { Product } from '../entity.ts'
import { type additionAnswer, MAX_IMPORTED_IDS } from './schemas.ts'

/** Adds devices to a product, except those that are in another. Lifts what denials there are. */
export async function importDevices(
  cloud: CloudContext,
  product: Product,
  ids: readonly string[],
): Promise<z.input<typeof additionAnswer>> {
  const isValid = (id: string): boolean => /^[0-9a-f]{24}$/.test(id)
  const updated: string[] = []
  const foreign: string[] = []
  for (const id of ids.filter(isValid)) {
    await cloud.devices.ensure(id)
    const device = await cloud.devices.get(id)
    const current = device === undefined ? null : productOf(device)
    if (current !== null && current !== product.id) {
      foreign.push(id)
      continue
    }
    updated.push(id)
    await cloud.denials.lift(product.id, id)
    if (current === null) await cloud.devices.moveToProduct(id, product.id)
  }
  return {
    updated: updated.length,
    nonmemberDeviceIds: foreign,
    invalidDeviceIds: ids.filter(id => !isValid(id)),
    updatedDeviceIds: updated,
    protectedDeviceIds: [],
  }
}

/**
 * Ids to add: in the body, or one a line in any uploaded file, each once.
 *
 * @throws ApiError 400 for more than one request may add.
 */
export function importedIds(
  given: string | readonly string[] | undefined,
  files: readonly UploadedFile[],
): string[] {
  const lines = files.flatMap(file => file.buffer.toString('utf8').split(/\r?\n/))
  const ids = new Set([given ?? [], lines].flat().map(id => id.trim().toLowerCase()))
  ids.delete('')
  if (ids.size <= MAX_IMPORTED_IDS) return [...ids]
  throw new ApiError(400, `${ids.size} devices at once; add ${MAX_IMPORTED_IDS} at most, and then the others`)
}
