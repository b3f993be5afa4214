import { z } from 'zod'
import type { CloudContext } from '../../context.ts'
import { ApiError } from '../../http/errors.ts'
import { type OwnCall, type Route, route, SENT } from '../../http/route.ts'
import { productAccess } from '../access.ts'
import type { Product } from '../entity.ts'
import { deliverToAll } from './deliver.ts'
import type { ProductFirmware } from './entity.ts'
import { formatFirmware } from './format.ts'
import { isReleased } from './plan.ts'
import {
  firmwareAnswer,
  firmwareChange,
  releaseAnswer,
  releaseBody,
  uploadBody,
  versionField,
} from './schemas.ts'
import { addFirmware, imageHolder } from './upload.ts'

type Asked = Pick<OwnCall, 'caller' | 'params'>

/** A product's firmware: what is uploaded, and what of it is released to whom. */
export function firmwareRoutes(cloud: CloudContext): Route[] {
  const versionOf = async (product: Product, version: unknown): Promise<ProductFirmware> => {
    const number = versionField.safeParse(version)
    const firmware = number.success ? await cloud.firmwares.get(product.id, number.data) : undefined
    if (firmware === undefined) throw new ApiError(404, `Firmware version ${version} not found`)
    return firmware
  }
  const firmwareOf = async ({ caller, params }: Asked): Promise<ProductFirmware> =>
    versionOf(await productAccess(cloud, params, caller.account), params['version'])

  return [
    route(
      {
        method: 'get',
        path: '/v1/products/:product/firmware',
        summary: "List a product's firmware",
        answer: z.array(firmwareAnswer),
      },
      async ({ caller, params }) => {
        const product = await productAccess(cloud, params, caller.account)
        const firmwares = await cloud.firmwares.list(product.id)
        return Promise.all(firmwares.map(firmware => formatFirmware(cloud, firmware)))
      },
    ),
    route(
      {
        method: 'post',
        path: '/v1/products/:product/firmware',
        summary: 'Upload a version of the firmware',
        bodyTypes: ['upload'],
        body: uploadBody,
        status: 201,
        answer: firmwareAnswer,
      },
      async ({ caller, params, body: { version, title, description }, files: [file] }) => {
        const product = await productAccess(cloud, params, caller.account)
        if (file === undefined) throw new ApiError(400, 'Upload the firmware as a file, in a part `binary`')
        const uploadedBy = caller.account.id
        const upload = { version, title, description, file, uploadedBy }
        return formatFirmware(cloud, await addFirmware(cloud, product, upload))
      },
    ),
    route(
      {
        method: 'put',
        path: '/v1/products/:product/firmware/release',
        summary: 'Release a version to the product or to groups, or take it back',
        body: releaseBody,
        answer: releaseAnswer,
      },
      async ({ caller, params, body }) => {
        const product = await productAccess(cloud, params, caller.account)
        const firmware = await versionOf(product, body.version)
        const { version } = firmware
        const groups = body.groups ?? body['groups[]']
        for (const name of groups ?? []) {
          if ((await cloud.groups.get(product.id, name)) === undefined) {
            throw new ApiError(400, `The product has no group ${name}; create it first`)
          }
        }
        await cloud.firmwares.release(product.id, { version, productDefault: body.product_default, groups })
        await cloud.firmwares.update(firmware, { updatedAtMs: cloud.clock.unixMs() })
        const intelligent = body.intelligent ?? false
        if (intelligent) void deliverToAll(cloud, product.id).catch(cloud.onFailure)
        return { ...(await formatFirmware(cloud, await versionOf(product, version))), intelligent }
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/products/:product/firmware/:version',
        summary: 'Show a version of the firmware',
        answer: firmwareAnswer,
      },
      async call => formatFirmware(cloud, await firmwareOf(call)),
    ),
    route(
      {
        method: 'put',
        path: '/v1/products/:product/firmware/:version',
        summary: 'Give a version of the firmware another title or description',
        body: firmwareChange,
        answer: firmwareAnswer,
      },
      async call => {
        const { title, description } = call.body
        const firmware = await cloud.firmwares.update(await firmwareOf(call), {
          ...(title !== undefined && { title }),
          ...(description !== undefined && { description }),
          updatedAtMs: cloud.clock.unixMs(),
        })
        if (firmware === undefined) throw new ApiError(404, 'The firmware has just been deleted')
        return formatFirmware(cloud, firmware)
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/products/:product/firmware/:version/binary',
        summary: 'Download a version of the firmware',
        answer: 'application/binary',
      },
      async call => {
        const firmware = await firmwareOf(call)
        const bytes = await cloud.images.get(firmware.imageId)
        if (bytes === undefined) throw new ApiError(404, 'The firmware has just been deleted')
        call.res.set('Content-Disposition', 'attachment; filename=firmware.bin')
        call.res.set('Content-Type', 'application/binary').end(bytes)
        return SENT
      },
    ),
    route(
      {
        method: 'delete',
        path: '/v1/products/:product/firmware/:version',
        summary: 'Delete a version of the firmware that was never released',
        answer: null,
      },
      async call => {
        const firmware = await firmwareOf(call)
        const { productId, version, imageId } = firmware
        const plan = await cloud.firmwares.plan(productId)
        if (firmware.released || isReleased(plan, version)) {
          throw new ApiError(400, `Firmware version ${version} was released: devices may need it`)
        }
        await cloud.firmwares.delete(productId, version)
        await cloud.images.drop(imageId, imageHolder(firmware))
      },
    ),
  ]
}
