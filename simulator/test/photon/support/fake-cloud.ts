import type {
  CloudEnd,
  CloudToDevice,
  ConnectToCloud,
  DeviceIdentity,
  DeviceToCloud,
} from '@particle-setup/protocol/device'
import { createLink } from '../../../src/world/index.ts'

/** A cloud that answers what every cloud answers, and remembers what it was told. */
export class FakeCloud {
  /** Every session that was opened, the newest last. */
  readonly sessions: FakeSession[] = []
  /** Set: connections fail with it. */
  refusal: Error | undefined

  readonly connect: ConnectToCloud = async (identity, signal) => {
    signal.throwIfAborted()
    if (this.refusal !== undefined) throw this.refusal
    const [device, cloud] = createLink<DeviceToCloud, CloudToDevice>()
    this.sessions.push(new FakeSession(cloud, identity))
    return device
  }

  /** The newest session. */
  get session(): FakeSession {
    const session = this.sessions.at(-1)
    if (session === undefined) throw new Error('no Photon has connected')
    return session
  }
}

export class FakeSession {
  readonly identity: DeviceIdentity
  readonly received: DeviceToCloud[] = []
  closed = false
  /** Answers pings and hello while true. */
  alive = true
  /** What the cloud thinks the time is. */
  unixSeconds = 1_700_000_000
  private readonly end: CloudEnd

  constructor(end: CloudEnd, identity: DeviceIdentity) {
    this.end = end
    this.identity = identity
    end.onMessage(message => this.receive(message))
    end.onClose(() => {
      this.closed = true
    })
  }

  send(message: CloudToDevice): void {
    this.end.send(message)
  }

  close(): void {
    this.end.close()
  }

  all<Type extends DeviceToCloud['type']>(type: Type): Extract<DeviceToCloud, { type: Type }>[] {
    return this.received.filter(
      (message): message is Extract<DeviceToCloud, { type: Type }> => message.type === type,
    )
  }

  private receive(message: DeviceToCloud): void {
    this.received.push(message)
    if (!this.alive) return
    if (message.type === 'hello') this.send({ type: 'hello' })
    if (message.type === 'ping') this.send({ type: 'ack' })
    if (message.type === 'timeRequest') {
      this.send({ type: 'time', token: message.token, unixSeconds: this.unixSeconds })
    }
    if (message.type === 'event' && message.messageId !== undefined) {
      this.send({ type: 'ack', messageId: message.messageId, refused: message.name === 'refused' })
    }
  }
}
