import type {
  CloudToDevice,
  ConnectToCloud,
  DeviceIdentity,
  DeviceToCloud,
} from '@particle-setup/protocol/device'
import { createLink } from '../../world/link.ts'
import type { Subscription } from '../backplane/index.ts'
import type { CloudContext } from '../context.ts'
import { DEVICE_MOVED } from '../devices/entity.ts'
import { DeviceSession } from './session.ts'
import { Turns } from './turns.ts'

/** The cloud turns a device away, or is not there. */
export class DeviceRefusedError extends Error {
  readonly code = 'device-refused'
  readonly deviceId: string
  readonly reason: 'cloud-closed' | 'bad-id' | 'unknown-device' | 'other-key'

  constructor(deviceId: string, reason: DeviceRefusedError['reason']) {
    super(`the cloud refuses device ${JSON.stringify(deviceId)}: ${REASONS[reason]}`)
    this.name = 'DeviceRefusedError'
    this.deviceId = deviceId
    this.reason = reason
  }
}

const REASONS: Record<DeviceRefusedError['reason'], string> = {
  'cloud-closed': 'the cloud has been closed',
  'bad-id': 'a device id is 24 lower-case hex digits',
  'unknown-device':
    'the cloud has no public key of it and trusts none on first use; POST it to /v1/provisioning/:device',
  'other-key': 'its public key is not the one that the cloud has on record',
}

/** Lets devices in, one session each. */
export class DeviceGate {
  private readonly cloud: CloudContext
  private readonly trustOnFirstUse: boolean
  private readonly sessions = new Map<string, DeviceSession>()
  private readonly moves: Subscription
  private readonly turns: Turns
  private sessionCount = 0
  private closed = false

  constructor(cloud: CloudContext, { trustOnFirstUse }: { trustOnFirstUse: boolean }) {
    this.cloud = cloud
    this.trustOnFirstUse = trustOnFirstUse
    this.turns = new Turns(cloud.clock)
    this.moves = cloud.backplane.subscribe(DEVICE_MOVED, ({ deviceId }) => {
      this.sessions.get(deviceId)?.moved().catch(cloud.onFailure)
    })
  }

  /** A second session of a device replaces its first. */
  readonly connect: ConnectToCloud = async (identity, signal) => {
    signal.throwIfAborted()
    await this.recognise(identity)
    signal.throwIfAborted()
    if (this.closed) throw new DeviceRefusedError(identity.deviceId, 'cloud-closed')

    const [deviceEnd, cloudEnd] = createLink<DeviceToCloud, CloudToDevice>()
    const session = new DeviceSession(this.sessionCount++, cloudEnd, identity, this.cloud, this.turns)
    const previous = this.sessions.get(identity.deviceId)
    this.sessions.set(identity.deviceId, session)
    cloudEnd.onClose(() => {
      if (this.sessions.get(identity.deviceId) === session) this.sessions.delete(identity.deviceId)
    })
    await previous?.end()
    return deviceEnd
  }

  /** Ends every session. */
  async close(): Promise<void> {
    this.closed = true
    this.moves.unsubscribe()
    await Promise.all([...this.sessions.values()].map(session => session.end()))
    this.sessions.clear()
  }

  /** The key that a device comes with the first time is the one it has to come with from then on. */
  private async recognise({ deviceId, publicKey }: DeviceIdentity): Promise<void> {
    if (this.closed) throw new DeviceRefusedError(deviceId, 'cloud-closed')
    if (!/^[0-9a-f]{24}$/.test(deviceId)) throw new DeviceRefusedError(deviceId, 'bad-id')
    const { devices } = this.cloud
    const given = Buffer.from(publicKey).toString('base64')
    const known = (await devices.get(deviceId))?.publicKey ?? null
    if (known === given) return
    if (known !== null) throw new DeviceRefusedError(deviceId, 'other-key')
    if (!this.trustOnFirstUse) throw new DeviceRefusedError(deviceId, 'unknown-device')
    await devices.ensure(deviceId)
    await devices.update(deviceId, { publicKey: given })
  }
}
