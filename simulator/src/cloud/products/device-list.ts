import type { Device } from '../devices/entity.ts'
import type { ProductDeviceQuery } from './schemas.ts'

type Order = (a: Device, b: Device) => number

const ORDERS: Readonly<Record<NonNullable<ProductDeviceQuery['sortAttr']>, Order>> = {
  deviceId: (a, b) => (a.id < b.id ? -1 : 1),
  firmwareVersion: (a, b) => (a.firmwareVersion ?? -1) - (b.firmwareVersion ?? -1),
  lastConnection: (a, b) => (a.lastHandshakeMs ?? 0) - (b.lastHandshakeMs ?? 0),
}

/** Filters and sorts a product's devices as the query asks; by id when it does not. */
export function selectDevices(devices: readonly Device[], query: ProductDeviceQuery): Device[] {
  const id = query.deviceId?.toLowerCase()
  const name = query.deviceName?.toLowerCase()
  const selected = devices.filter(
    device =>
      (id === undefined || device.id.includes(id)) &&
      (name === undefined || (device.name ?? '').toLowerCase().includes(name)),
  )
  selected.sort(ORDERS[query.sortAttr ?? 'deviceId'])
  return query.sortDir === 'desc' ? selected.reverse() : selected
}
