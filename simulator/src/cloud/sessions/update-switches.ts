import {
  type CloudToDevice,
  DEFAULT_EVENT_TTL_SECONDS,
  type EventMessage,
} from '@particle-setup/protocol/device'
import type { Devices } from '../devices/entity.ts'

const ENABLED = 'particle/device/updates/enabled'
const FORCED = 'particle/device/updates/forced'

/** Whether a device takes updates: its program may disable them, and people may force them all the same. */
export class UpdateSwitches {
  private readonly devices: Devices
  private readonly deviceId: string
  private readonly send: (message: CloudToDevice) => void
  private compared = false

  constructor(devices: Devices, deviceId: string, send: (message: CloudToDevice) => void) {
    this.devices = devices
    this.deviceId = deviceId
    this.send = send
  }

  /** Takes an event in which the device says how its switches stand. */
  async learn({ name, data }: EventMessage): Promise<void> {
    if (name === ENABLED) await this.devices.update(this.deviceId, { updatesEnabled: data === 'true' })
    // Once a session: the device echoes what it is told, and an echo that differs would go on for ever.
    if (name !== FORCED || this.compared) return
    this.compared = true
    const wanted = (await this.devices.get(this.deviceId))?.updatesForced ?? false
    if (wanted !== (data === 'true')) this.force(wanted)
  }

  force(forced: boolean): void {
    const data = String(forced)
    this.send({ type: 'event', name: FORCED, data, isPrivate: true, ttlSeconds: DEFAULT_EVENT_TTL_SECONDS })
  }
}
