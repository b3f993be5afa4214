import type { Device } from '../../devices/entity.ts'
import type { Membership } from './membership.ts'
import type { ProductDeviceQuery } from './schemas.ts'

/** A device, and what its product keeps of it. */
export interface Member {
  readonly device: Device
  readonly membership: Membership
}

type Order = (a: Device, b: Device) => number

const ORDERS: Readonly<Record<NonNullable<ProductDeviceQuery['sortAttr']>, Order>> = {
  deviceId: (a, b) => (a.id < b.id ? -1 : 1),
  firmwareVersion: (a, b) => (a.firmwareVersion ?? -1) - (b.firmwareVersion ?? -1),
  lastConnection: (a, b) => (a.lastHandshakeMs ?? 0) - (b.lastHandshakeMs ?? 0),
}

/** Filters and sorts a product's devices as the query asks; by id when it does not. */
export function selectDevices(members: readonly Member[], query: ProductDeviceQuery): Device[] {
  const holds = (text: string | null, part: string | undefined): boolean =>
    part === undefined || (text ?? '').toLowerCase().includes(part.toLowerCase())
  const groups = query.groups?.split(',').map(name => name.trim())
  const selected = members
    .filter(
      ({ device, membership }) =>
        holds(device.id, query.deviceId) &&
        holds(device.name, query.deviceName) &&
        // A Photon has none.
        holds(null, query.serialNumber) &&
        (groups === undefined || membership.groups.some(name => groups.includes(name))),
    )
    .map(({ device }) => device)
  selected.sort(ORDERS[query.sortAttr ?? 'deviceId'])
  return query.sortDir === 'desc' ? selected.reverse() : selected
}
