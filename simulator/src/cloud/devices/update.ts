import type { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { ApiError, ErrorListError } from '../http/errors.ts'
import { timestampOf } from '../http/timestamp.ts'
import { updateMembership } from '../products/devices/update.ts'
import { askDevice } from '../sessions/requests.ts'
import { changeSettings } from './change-settings.ts'
import type { Device } from './entity.ts'
import type { changeAnswer, DeviceChange } from './schemas.ts'
import type { DeviceScope } from './scope.ts'

/**
 * `PUT /v1/devices/:device`: one route of many meanings, told apart by what the body holds. What is kept
 * wins over a signal: particle-api-js 6 sends `signal: "0"` with every change, to offline devices as well.
 *
 * @returns the answer's body.
 */
export async function updateDevice(
  cloud: CloudContext,
  scope: DeviceScope,
  device: Device,
  body: DeviceChange,
): Promise<z.input<typeof changeAnswer>> {
  const { name, notes, signal } = body
  const own = { ...(name !== undefined && { name }), ...(notes !== undefined && { notes }) }
  const { managed, product } = scope
  const change = {
    ...(await changeSettings(cloud, scope, device, body)),
    ...own,
    ...(managed && product !== undefined && (await updateMembership(cloud, product, device, body))),
  }
  if (Object.keys(change).length > 0) {
    await cloud.devices.update(device.id, own)
    if (signal !== undefined) {
      await askDevice(cloud.backplane, device.id, { type: 'signal', on: signal })
    }
    return { id: device.id, ...change, updated_at: timestampOf(cloud.clock.unixMs()) }
  }
  if (signal !== undefined) {
    const reply = await askDevice(cloud.backplane, device.id, { type: 'signal', on: signal })
    if (reply.type === 'done') return { id: device.id, connected: true, signaling: signal }
    const error = "Timed out, didn't hear back from device service"
    throw new ErrorListError(500, { error }, { withCode: true })
  }
  throw new ApiError(400, 'Nothing to change: give name, notes or signal')
}
