import type {
  CloudToDevice,
  ConnectToCloud,
  Describe,
  DeviceEnd,
  DeviceToCloud,
  Hello,
  ModuleDescription,
  VariableValue,
} from '@particle-setup/protocol/device'
import { FakeUpdates, type FakeUpdatesOptions } from './fake-updates.ts'

export interface FakeDeviceOptions {
  deviceId: string
  /** Default: bytes made of the id. */
  publicKey: Uint8Array
  hello: Partial<Hello> | null
  claimCode: string
  functions: Record<string, (argument: string) => number | undefined>
  variables: Record<string, VariableValue>
  /** Describe without being asked. Default: true. */
  describes: boolean
  /** Answers pings, signals, calls and updates. Default: true. */
  answers: boolean
  /** How it takes updates. Default: fast, losing nothing. */
  updates: FakeUpdatesOptions
  /** SHA-256 of its program, as Describe states it. Default: it states none. */
  appHash: string
}

/** The device's end of a session: says Hello, describes itself, and answers as its options say. */
export class FakeDevice {
  readonly received: CloudToDevice[] = []
  closed = false
  /** What it has been sent by way of updates. */
  readonly updates: FakeUpdates
  private readonly end: DeviceEnd
  private readonly options: Partial<FakeDeviceOptions>

  static async connect(
    connect: ConnectToCloud,
    options: Partial<FakeDeviceOptions> & { deviceId: string },
  ): Promise<FakeDevice> {
    const { deviceId, publicKey = Buffer.from(`key of ${deviceId}`) } = options
    const identity = { deviceId, publicKey, ipAddress: '198.51.100.7' }
    return new FakeDevice(await connect(identity, new AbortController().signal), options)
  }

  private constructor(end: DeviceEnd, options: Partial<FakeDeviceOptions>) {
    this.end = end
    this.options = options
    this.updates = new FakeUpdates(message => this.send(message), options.updates)
    end.onClose(() => {
      this.closed = true
    })
    end.onMessage(message => {
      this.received.push(message)
      if (this.options.answers !== false) this.answer(message)
    })
    if (options.hello !== null) this.sayHello(options.hello)
    if (options.describes !== false && options.hello !== null) this.describe()
    if (options.claimCode !== undefined) this.send({ type: 'claimCode', code: options.claimCode })
  }

  send(message: DeviceToCloud): void {
    this.end.send(message)
  }

  publish(name: string, data: string | null = null, { isPrivate = true, messageId = 0 } = {}): void {
    this.send({
      type: 'event',
      name,
      data,
      isPrivate,
      ttlSeconds: 60,
      ...(messageId !== 0 && { messageId }),
    })
  }

  describe(): void {
    const { appHash } = this.options
    const modules: ModuleDescription[] =
      appHash === undefined ? [] : [{ s: 131_072, l: 'm', vc: 30, vv: 30, u: appHash, f: 'u', n: '1', v: 6 }]
    this.send({ type: 'describe', part: { system: { platformId: 6, modules } } })
    this.send({ type: 'describe', part: { application: this.application() } })
  }

  disconnect(): void {
    this.end.close()
  }

  messages<Type extends CloudToDevice['type']>(type: Type): Extract<CloudToDevice, { type: Type }>[] {
    return this.received.filter(
      (message): message is Extract<CloudToDevice, { type: Type }> => message.type === type,
    )
  }

  sayHello(hello: Partial<Hello> = {}): void {
    this.send({
      type: 'hello',
      productId: 6,
      productVersion: 0xffff,
      platformId: 6,
      systemVersion: '2.3.1',
      ...hello,
    })
  }

  private application(): NonNullable<Describe['application']> {
    const variables = Object.entries(this.options.variables ?? {}).map(
      ([name, value]) => [name, typeOf(value)] as const,
    )
    return {
      functions: Object.keys(this.options.functions ?? {}),
      variables: Object.fromEntries(variables),
    }
  }

  private answer(message: CloudToDevice): void {
    this.updates.receive(message)
    const reply = this.replyTo(message)
    if (reply !== undefined) this.send(reply)
  }

  private replyTo(message: CloudToDevice): DeviceToCloud | undefined {
    switch (message.type) {
      case 'ping':
        return { type: 'ack' }
      case 'signal':
        return { type: 'signalDone', token: message.token }
      case 'describeRequest':
        this.describe()
        return undefined
      case 'functionCall': {
        const value = this.options.functions?.[message.name]?.(message.argument)
        return value === undefined ? undefined : { type: 'functionReturn', token: message.token, value }
      }
      case 'variableRequest':
        return {
          type: 'variableValue',
          token: message.token,
          value: this.options.variables?.[message.name],
        }
      default:
        return undefined
    }
  }
}

function typeOf(value: VariableValue): 'bool' | 'int32' | 'double' | 'string' {
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  return Number.isInteger(value) ? 'int32' : 'double'
}
