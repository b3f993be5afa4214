import type { Request } from 'express'
import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { readBody } from '../http/body.ts'
import { ApiError, ErrorListError } from '../http/errors.ts'
import { askDevice } from '../sessions/requests.ts'
import type { Device } from './entity.ts'
import type { DeviceScope } from './scope.ts'

/** Booleans come as such from JSON, as words or digits from forms. */
const flag = z.union([z.boolean(), z.enum(['true', 'false', '1', '0', '']), z.literal([0, 1])])

const changeSchema = z.looseObject({
  name: z.string().min(1).max(128).optional(),
  notes: z.string().max(4096).optional(),
  signal: flag.optional(),
  development: flag.optional(),
})

/**
 * `PUT /v1/devices/:device`: one route of many meanings, told apart by what the body holds. A name wins
 * over a signal: particle-api-js 6 sends `signal: "0"` with every rename, to offline devices as well.
 *
 * @returns the answer's body.
 */
export async function updateDevice(
  cloud: CloudContext,
  scope: DeviceScope,
  device: Device,
  req: Request,
): Promise<object> {
  const { name, notes, signal, development } = readBody(req, changeSchema)
  const updatedAt = new Date(cloud.clock.unixMs()).toISOString()

  if (name !== undefined) {
    await cloud.devices.update(device.id, { name })
    if (signal !== undefined) {
      await askDevice(cloud.backplane, device.id, { type: 'signal', on: isOn(signal) })
    }
    return { id: device.id, name, updated_at: updatedAt }
  }
  if (signal !== undefined) {
    const on = isOn(signal)
    const reply = await askDevice(cloud.backplane, device.id, { type: 'signal', on })
    if (reply.type === 'done') return { id: device.id, connected: true, signaling: on }
    const error = "Timed out, didn't hear back from device service"
    throw new ErrorListError(500, { error }, { withCode: true })
  }
  if (notes !== undefined) {
    await cloud.devices.update(device.id, { notes })
    return { id: device.id, notes, updated_at: updatedAt }
  }
  if (development !== undefined && scope.managed) {
    await cloud.devices.update(device.id, { development: isOn(development) })
    return { id: device.id, development: isOn(development), updated_at: updatedAt }
  }
  throw new ApiError(400, 'Nothing to change: give name, notes or signal')
}

function isOn(value: z.output<typeof flag>): boolean {
  return value === true || value === 1 || value === 'true' || value === '1'
}
