import { type DeviceAnswer, deviceListSchema, deviceSchema } from '@particle-setup/protocol/cloud'
import { requestCloud } from '../cloud/request.ts'
import { type CloudOptions, cloudAddressOf, type DeviceOptions, devicePath } from './options.ts'

const DEVICES_TIMEOUT_MS = 15_000

/** A device as the cloud sees it. */
export interface Device {
  /** 24 lower-case hex digits. */
  deviceId: string
  name: string | null
  /** The owner's e-mail. */
  owner: string | null
  /** It has a session with the cloud. */
  online: boolean
  /** 6 for a Photon. */
  platformId: number | null
  productId: number | null
  /** When the cloud last heard of it. */
  lastHeard: Date | null
  /** Names of its functions; `null` when the cloud does not say. */
  functions: string[] | null
  /** Names and types of its variables; `null` when the cloud does not say. */
  variables: Record<string, string> | null
}

/**
 * Lists the devices that the token's holder owns (`GET /v1/devices`). Repeated on a passing failure. Default
 * limit 15 s. Throws `CloudError`, `CloudUnreachable`, `TimedOut`.
 */
export async function listDevices(options: CloudOptions): Promise<Device[]> {
  const devices = await requestCloud(
    cloudAddressOf(options),
    { ...READ, path: '/v1/devices', credentials: { bearer: options.token }, answer: deviceListSchema },
    options,
  )
  return devices.map(toDevice)
}

/** Reads one device, its functions and variables included (`GET /v1/devices/ID`). As `listDevices` otherwise. */
export async function getDevice(options: DeviceOptions): Promise<Device> {
  const path = devicePath(options.deviceId)
  const device = await requestCloud(
    cloudAddressOf(options),
    { ...READ, path, credentials: { bearer: options.token }, answer: deviceSchema },
    options,
  )
  return toDevice(device)
}

const READ = { method: 'GET', repeatable: true, timeoutMs: DEVICES_TIMEOUT_MS } as const

function toDevice(answer: DeviceAnswer): Device {
  const heard = answer.last_heard ? new Date(answer.last_heard) : null
  return {
    deviceId: answer.id.toLowerCase(),
    name: answer.name ?? null,
    owner: answer.owner ?? null,
    online: answer.online ?? answer.connected ?? false,
    platformId: answer.platform_id ?? null,
    productId: answer.product_id ?? null,
    lastHeard: heard && !Number.isNaN(heard.getTime()) ? heard : null,
    functions: answer.functions ?? null,
    variables: answer.variables ?? null,
  }
}
