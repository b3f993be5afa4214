import type { Host, ImportTable } from '../host.ts'

/** `board::PublishOutcome`; from 2 on, the number of an event that is not acknowledged yet. */
const FAILED = 0
const SENT = 1
const PENDING = 2

const FLAG_PRIVATE = 1
const FLAG_WITH_ACK = 8
/** `Spark_Subscription_Scope_TypeDef` */
const SCOPES = ['my-devices', 'all-devices'] as const

export function cloudImports({ board, memory, suspension }: Host): ImportTable {
  const { cloud } = board
  const outcomes = new Map<number, number>()
  let lastNumber = PENDING

  const follow = (acknowledged: Promise<boolean>): number => {
    lastNumber = lastNumber === 0x7fffffff ? PENDING + 1 : lastNumber + 1
    const number = lastNumber
    outcomes.set(number, PENDING)
    const settle = (outcome: number) => {
      if (!outcomes.has(number)) return
      outcomes.set(number, outcome)
      suspension.notify()
    }
    // To a device, a cloud that fails and a cloud that refuses are the same.
    acknowledged.then(
      ok => settle(ok ? SENT : FAILED),
      () => settle(FAILED),
    )
    return number
  }

  return {
    cloud_connected: () => (cloud?.connected() ? 1 : 0),
    cloud_connect: () => cloud?.connect?.(),
    cloud_disconnect: (graceful: number, timeoutMs: number) =>
      cloud?.disconnect?.({ graceful: graceful !== 0, timeoutMs }),
    cloud_sync_time: () => cloud?.syncTime?.(),
    publish(name: number, nameLength: number, data: number, dataLength: number, flags: number, ttl: number) {
      const withAck = (flags & FLAG_WITH_ACK) !== 0
      const sent = cloud?.publish({
        name: memory.text(name, nameLength),
        data: data === 0 ? null : memory.text(data, dataLength),
        isPrivate: (flags & FLAG_PRIVATE) !== 0,
        ttlSeconds: ttl,
        withAck,
      })
      if (sent === undefined || typeof sent === 'boolean') return sent ? SENT : FAILED
      const number = follow(sent)
      if (withAck) return number
      outcomes.delete(number)
      return SENT
    },
    publish_outcome(number: number) {
      const outcome = outcomes.get(number) ?? FAILED
      if (outcome !== PENDING) outcomes.delete(number)
      return outcome
    },
    forget_publish: (number: number) => void outcomes.delete(number),
    subscribe(filter: number, length: number, scope: number, device: number, deviceLength: number) {
      const deviceId = deviceLength > 0 ? memory.text(device, deviceLength) : undefined
      const where = SCOPES[scope] ?? 'all-devices'
      if (deviceId === undefined) cloud?.subscribe?.(memory.text(filter, length), where)
      else cloud?.subscribe?.(memory.text(filter, length), where, deviceId)
    },
    unsubscribe: () => cloud?.unsubscribe?.(),
    publish_vitals(periodSeconds: number) {
      const sent = periodSeconds < 0 ? cloud?.publishVitals?.() : cloud?.publishVitals?.(periodSeconds)
      return sent === true ? 1 : 0
    },
  }
}
