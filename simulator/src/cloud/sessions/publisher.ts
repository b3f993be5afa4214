import type { CloudToDevice, EventMessage } from '@particle-setup/protocol/device'
import type { CloudContext } from '../context.ts'
import { type Device, productOf } from '../devices/entity.ts'
import { fateOf } from './device-events.ts'
import { PublishRate } from './publish-rate.ts'

/** What one device publishes, and what the cloud publishes about it. */
export class Publisher {
  private readonly cloud: CloudContext
  private readonly deviceId: string
  private readonly ipAddress: string
  private readonly send: (message: CloudToDevice) => void
  private readonly rate: PublishRate

  constructor(
    cloud: CloudContext,
    { deviceId, ipAddress }: { deviceId: string; ipAddress: string },
    send: (message: CloudToDevice) => void,
  ) {
    this.cloud = cloud
    this.deviceId = deviceId
    this.ipAddress = ipAddress
    this.send = send
    this.rate = new PublishRate(cloud.clock)
  }

  /** Takes an event of the device's to where it belongs. */
  async publish(event: EventMessage): Promise<void> {
    const { devices, events, random } = this.cloud
    const fate = fateOf(event, this.rate)
    const { messageId } = event
    if (messageId !== undefined) {
      this.send({ type: 'ack', messageId, ...(fate.type === 'refuse' && { refused: true }) })
    }
    if (fate.type === 'refuse' || fate.type === 'swallow') return
    const device = await devices.get(this.deviceId)
    if (device === undefined) return
    if (fate.type === 'answer') {
      const answers = { name: device.name ?? '', ip: this.ipAddress, random: random.hex(40) }
      const data = answers[fate.about]
      this.send({ type: 'event', name: event.name, data, isPrivate: true, ttlSeconds: 60 })
      return
    }
    await events.publish({
      name: event.name,
      data: event.data,
      ttlSeconds: event.ttlSeconds,
      isPublic: !event.isPrivate,
      coreid: this.deviceId,
      ...belonging(device),
    })
  }

  /** Publishes what the cloud itself has to say about the device. */
  async announce(name: string, data: string, known?: Device): Promise<void> {
    const device = known ?? (await this.cloud.devices.get(this.deviceId))
    if (device === undefined) return
    await this.cloud.events.publish({ name, data, coreid: this.deviceId, ...belonging(device) })
  }
}

/** Whose events a device's events are. */
function belonging(device: Device): {
  ownerId: string | null
  productId: number | null
  firmwareVersion: number | null
} {
  return {
    ownerId: device.ownerId,
    productId: productOf(device),
    firmwareVersion: device.firmwareVersion,
  }
}
