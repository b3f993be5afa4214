import type { Vitals } from '@particle-setup/protocol/device'
import type { Bucket } from '../backplane/index.ts'
import type { CloudContext } from '../context.ts'
import { askDevice } from '../sessions/requests.ts'
import { type Device, productOf } from './entity.ts'

/** How a device is, as the cloud found out or was told. */
export interface Diagnosis {
  readonly unixMs: number
  readonly connected: boolean
  /** Simulated milliseconds until it answered; `null` when it did not. */
  readonly roundTripMs: number | null
  /** What it last told of itself. */
  readonly vitals?: Vitals
}

/** As `GET /v1/diagnostics/:device/last` and the event of a refresh have it. */
export function diagnosticsPayload({ connected, roundTripMs, vitals }: Diagnosis): object {
  const status = connected ? 'connected' : 'disconnected'
  return {
    device: vitals ? measured(vitals, status) : { cloud: { connection: { status } } },
    service: {
      device: { status: connected ? 'ok' : 'not_connected' },
      ...(roundTripMs !== null && { coap: { round_trip: roundTripMs } }),
    },
  }
}

function measured(vitals: Vitals, status: string): object {
  const { uptimeSeconds, rssiDbm, cloudDisconnects, unacknowledgedMessages } = vitals
  return {
    ...(rssiDbm !== undefined && {
      network: { signal: { at: 'Wi-Fi', strengthv: { value: rssiDbm, unit: 'dBm' } } },
    }),
    cloud: {
      connection: { status, disconnects: cloudDisconnects },
      coap: { unack: unacknowledgedMessages },
    },
    system: { uptime: uptimeSeconds },
  }
}

/** A device tells of itself. */
export async function recordVitals(cloud: CloudContext, deviceId: string, vitals: Vitals): Promise<void> {
  const device = await cloud.devices.get(deviceId)
  if (device === undefined) return
  await tell(cloud, device, { unixMs: cloud.clock.unixMs(), connected: true, roundTripMs: null, vitals })
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
  await tell(cloud, device, diagnosis)
}

async function tell(cloud: CloudContext, device: Device, diagnosis: Diagnosis): Promise<void> {
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
