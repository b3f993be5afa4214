import type { CloudContext } from '../context.ts'
import type { Customer } from './entity.ts'

/** Takes with the customer its tokens, its unused claim codes, and its hold on devices. */
export async function deleteCustomer(cloud: CloudContext, customer: Customer): Promise<void> {
  await cloud.customers.delete(customer)
  await cloud.tokens.revokeAll(customer.id)
  await cloud.claims.revokeAll(customer.id)
  for (const device of await cloud.devices.ownedBy(customer.id)) await cloud.devices.unclaim(device.id)
}
