import type { Request } from 'express'
import type { Device } from '../devices/entity.ts'
import { queryText } from '../http/query.ts'

type Order = (a: Device, b: Device) => number

const ORDERS: Readonly<Record<string, Order>> = {
  deviceId: (a, b) => (a.id < b.id ? -1 : 1),
  firmwareVersion: (a, b) => (a.firmwareVersion ?? -1) - (b.firmwareVersion ?? -1),
  lastConnection: (a, b) => (a.lastHandshakeMs ?? 0) - (b.lastHandshakeMs ?? 0),
}

/** Filters and sorts a product's devices as the query asks; by id when it does not. */
export function selectDevices(devices: readonly Device[], req: Request): Device[] {
  const id = queryText(req, 'deviceId')?.toLowerCase()
  const name = queryText(req, 'deviceName')?.toLowerCase()
  const order = ORDERS[queryText(req, 'sortAttr') ?? 'deviceId'] ?? ORDERS['deviceId']
  const selected = devices.filter(
    device =>
      (id === undefined || device.id.includes(id)) &&
      (name === undefined || (device.name ?? '').toLowerCase().includes(name)),
  )
  selected.sort(order)
  return queryText(req, 'sortDir') === 'desc' ? selected.reverse() : selected
}
