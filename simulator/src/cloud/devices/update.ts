import type { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { ApiError, ErrorListError } from '../http/errors.ts'
import { askDevice } from '../sessions/requests.ts'
import type { Device } from './entity.ts'
import type { changeAnswer, DeviceChange } from './schemas.ts'
import type { DeviceScope } from './scope.ts'

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
  { name, notes, signal, development }: DeviceChange,
): Promise<z.input<typeof changeAnswer>> {
  const updatedAt = new Date(cloud.clock.unixMs()).toISOString()

  if (name !== undefined) {
    await cloud.devices.update(device.id, { name })
    if (signal !== undefined) {
      await askDevice(cloud.backplane, device.id, { type: 'signal', on: signal })
    }
    return { id: device.id, name, updated_at: updatedAt }
  }
  if (signal !== undefined) {
    const reply = await askDevice(cloud.backplane, device.id, { type: 'signal', on: signal })
    if (reply.type === 'done') return { id: device.id, connected: true, signaling: signal }
    const error = "Timed out, didn't hear back from device service"
    throw new ErrorListError(500, { error }, { withCode: true })
  }
  if (notes !== undefined) {
    await cloud.devices.update(device.id, { notes })
    return { id: device.id, notes, updated_at: updatedAt }
  }
  if (development !== undefined && scope.managed) {
    await cloud.devices.update(device.id, { development })
    return { id: device.id, development, updated_at: updatedAt }
  }
  throw new ApiError(400, 'Nothing to change: give name, notes or signal')
}
