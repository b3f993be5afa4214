import type { CallOptions } from '../deadline.ts'
import { RegistryError } from '../errors/registry.ts'
import type { ParticleServer } from '../server/particle-server.ts'
import type { ScopedToken } from '../server/tokens.ts'
import type { CustomerRecord, Registry } from './registry.ts'

export interface CustomerTokenArgument extends CallOptions {
  registry: Registry
  server: ParticleServer
  client: string
  customerEmail: string
}

/**
 * Gets a scoped token again for a customer on record: the saved e-mail is all it takes.
 *
 * @throws RegistryError `customer-not-registered`; and what `getScopedClientToken` throws.
 */
export async function getTokenForCustomer(
  argument: CustomerTokenArgument,
): Promise<ScopedToken & { record: CustomerRecord }> {
  const { registry, server, client, customerEmail, signal, timeoutMs } = argument
  const record = await registry.find({ client, customerEmail })
  if (!record) {
    throw new RegistryError(
      'customer-not-registered',
      `No customer ${JSON.stringify(customerEmail)} of client ${client} is on record: provision a device for it first`,
    )
  }
  const token = await server.getScopedClientToken({ customerEmail: record.customerEmail, signal, timeoutMs })
  return { ...token, record }
}
