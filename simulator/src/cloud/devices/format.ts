import type { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { timestampOf } from '../http/timestamp.ts'
import { formatMembership } from '../products/devices/format-membership.ts'
import type { Device, Presence } from './entity.ts'
import type { deviceAnswer, variableAnswer } from './schemas.ts'

type DeviceAnswer = z.input<typeof deviceAnswer>

/** A device as lists and details show it; `connected` is the older name of `online`, and clients read either. */
export async function formatDevice(cloud: CloudContext, device: Device): Promise<DeviceAnswer> {
  const presence = await cloud.devices.presence(device.id)
  const online = presence !== undefined
  return {
    id: device.id,
    name: device.name,
    owner: await cloud.accounts.usernameOf(device.ownerId),
    last_ip_address: device.lastIpAddress,
    last_heard: iso(lastHeardMs(device, presence)),
    last_handshake_at: iso(device.lastHandshakeMs),
    product_id: device.productId,
    online,
    connected: online,
    platform_id: device.platformId,
    cellular: false,
    notes: device.notes,
    functions: device.functions && [...device.functions],
    variables: device.variables,
    status: 'normal',
    serial_number: null,
    mobile_secret: null,
    system_firmware_version: device.systemVersion,
    current_build_target: device.systemVersion,
    pinned_build_target: null,
    default_build_target: device.systemVersion,
    firmware_updates_enabled: device.updatesEnabled,
    firmware_updates_forced: device.updatesForced,
    last_app: null,
    ...(await formatMembership(cloud, device)),
  }
}

/** `coreInfo` of a variable's answer. */
export async function formatCoreInfo(
  cloud: CloudContext,
  device: Device,
): Promise<z.input<typeof variableAnswer>['coreInfo']> {
  const presence = await cloud.devices.presence(device.id)
  return {
    name: device.name,
    deviceID: device.id,
    connected: presence !== undefined,
    last_handshake_at: iso(device.lastHandshakeMs),
    last_app: '',
    last_heard: iso(lastHeardMs(device, presence)),
    product_id: device.productId,
  }
}

/** Newest handshake first; devices that were never here last. */
export function byHandshake(a: Device, b: Device): number {
  return (b.lastHandshakeMs ?? 0) - (a.lastHandshakeMs ?? 0) || (a.id < b.id ? -1 : 1)
}

function lastHeardMs(device: Device, presence: Presence | undefined): number | null {
  return presence?.lastHeardMs ?? device.lastHeardMs
}

function iso(unixMs: number | null): string | null {
  return unixMs === null ? null : timestampOf(unixMs)
}
