import { normalizeEmail } from '../server/config.ts'
import type { CustomerKey, CustomerRecord, Registry } from './registry.ts'

/** A registry that ends with the process. */
export function createMemoryRegistry(): Registry {
  const records = new Map<string, CustomerRecord>()
  const keyOf = ({ client, customerEmail }: CustomerKey) =>
    JSON.stringify([client, normalizeEmail(customerEmail)])
  const close = async () => undefined
  return {
    async save({ client, customerEmail, deviceId }) {
      const key = keyOf({ client, customerEmail })
      for (const [other, record] of records) {
        if (other !== key) record.devices = record.devices.filter(device => device.deviceId !== deviceId)
      }
      const record = records.get(key) ?? { client, customerEmail: normalizeEmail(customerEmail), devices: [] }
      if (!record.devices.some(device => device.deviceId === deviceId)) record.devices.push({ deviceId })
      records.set(key, record)
      return structuredClone(record)
    },
    async find(key) {
      return structuredClone(records.get(keyOf(key)))
    },
    async list() {
      const byEmail = (a: CustomerRecord, b: CustomerRecord) =>
        a.customerEmail < b.customerEmail ? -1 : a.customerEmail > b.customerEmail ? 1 : 0
      return structuredClone([...records.values()].sort(byEmail))
    },
    remove: async key => records.delete(keyOf(key)),
    close,
    [Symbol.asyncDispose]: close,
  }
}
