import type { Subscription } from '../../backplane/index.ts'
import type { CloudContext } from '../../context.ts'
import { type CloudEvent, EVENTS } from '../../events/entity.ts'
import { letIn } from '../devices/quarantine.ts'
import { deliver, deliveries } from './deliver.ts'
import { end } from './delivery.ts'

/** Names of the system's, which nobody else can publish. */
const HEARD: ReadonlySet<string> = new Set([
  'spark/status',
  'spark/flash/status',
  'particle/device/updates/enabled',
  'particle/device/updates/forced',
])

/** Brings devices to the firmware they should run as they come online, or begin to take updates. */
export class Rollout {
  private readonly cloud: CloudContext
  private readonly events: Subscription

  constructor(cloud: CloudContext) {
    this.cloud = cloud
    this.events = cloud.backplane.subscribe(EVENTS, event => {
      if (HEARD.has(event.name)) void this.hear(event).catch(cloud.onFailure)
    })
  }

  close(): void {
    this.events.unsubscribe()
  }

  private async hear({ name, data, coreid }: CloudEvent): Promise<void> {
    if (name === 'spark/flash/status') return this.note(coreid, data)
    if (name === 'spark/status') {
      if (data !== 'online') return
      const device = await this.cloud.devices.get(coreid)
      if (device !== undefined) await letIn(this.cloud, device)
    } else if (data !== 'true') return
    await deliver(this.cloud, coreid)
  }

  private async note(deviceId: string, status: string | null): Promise<void> {
    if (status !== 'success ' && status !== 'failed ') return
    const nowMs = this.cloud.clock.unixMs()
    await deliveries(this.cloud).update(
      deviceId,
      delivery => delivery && end(delivery, status === 'success ', nowMs),
    )
  }
}
