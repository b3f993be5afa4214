import type { Bucket } from '../backplane/index.ts'
import type { CloudContext } from '../context.ts'
import { askDevice } from '../sessions/requests.ts'
import { type Device, productOf } from './entity.ts'

/** What the cloud itself finds out about a device. */
export interface Diagnosis {
  readonly unixMs: number
  readonly connected: boolean
  /** Simulated milliseconds until it answered; `null` when it did not. */
  readonly roundTripMs: number | null
}

/** As `GET /v1/diagnostics/:device/last` and the event of a refresh have it. */
export function diagnosticsPayload({ connected, roundTripMs }: Diagnosis): object {
  return {
    device: { cloud: { connection: { status: connected ? 'connected' : 'disconnected' } } },
    service: {
      device: { status: connected ? 'ok' : 'not_connected' },
      ...(roundTripMs !== null && { coap: { round_trip: roundTripMs } }),
    },
  }
}

/** Finds out how a device is, and tells. */
export async function diagnose(cloud: CloudContext, device: Device): Promise<void> {
  const { clock } = cloud
  const startMs = clock.nowMs()
  const { type } = await askDevice(cloud.backplane, device.id, { type: 'ping' })
  const connected = type === 'done'
  const diagnosis: Diagnosis = {
    unixMs: clock.unixMs(),
    connected,
    roundTripMs: connected ? clock.nowMs() - startMs : null,
  }
  await bucketOf(cloud).put(device.id, diagnosis)
  await cloud.events.publish({
    name: 'spark/device/diagnostics/update',
    data: JSON.stringify(diagnosticsPayload(diagnosis)),
    coreid: device.id,
    ownerId: device.ownerId,
    productId: productOf(device),
  })
}

export function lastDiagnosis(cloud: CloudContext, deviceId: string): Promise<Diagnosis | undefined> {
  return bucketOf(cloud).get(deviceId)
}

function bucketOf(cloud: CloudContext): Bucket<Diagnosis> {
  return cloud.backplane.bucket('diagnostics')
}
