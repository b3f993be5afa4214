import type { z } from 'zod'
import type { Device } from '../devices/entity.ts'
import type { Customer } from './entity.ts'
import type { customersAnswer } from './schemas.ts'

type Lists = z.input<typeof customersAnswer>

export function formatCustomer(customer: Customer, devices: readonly Device[]): Lists['customers'][number] {
  return {
    id: customer.id,
    username: customer.username,
    full_name: '',
    devices: devices.map(device => device.id),
  }
}

/** A device as the list of customers names it. */
export function formatCustomerDevice(device: Device, online: boolean): Lists['devices'][number] {
  return {
    id: device.id,
    product_id: device.productId,
    last_ip_address: device.lastIpAddress,
    firmware_version: device.firmwareVersion,
    online,
  }
}
