import type { Board, BoardTime, PublishRequest, ResetRequest, RgbState } from '../src/run/index.ts'

/** Time that stands still until it is moved. */
export class TestTime implements BoardTime {
  #nowMs: number
  readonly #bootUnixMs: number | undefined
  readonly #sleepers = new Set<{ readonly atMs: number; wake(): void }>()
  /** How often the firmware has gone to sleep. */
  sleeps = 0

  constructor(uptimeMs = 0, bootUnixMs?: number) {
    this.#nowMs = uptimeMs
    this.#bootUnixMs = bootUnixMs
  }

  uptimeMs(): number {
    return this.#nowMs
  }

  unixMs(): number | undefined {
    return this.#bootUnixMs === undefined ? undefined : this.#bootUnixMs + this.#nowMs
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.sleeps++
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const sleeper = { atMs: this.#nowMs + ms, wake: resolve }
    this.#sleepers.add(sleeper)
    signal.addEventListener('abort', () => {
      this.#sleepers.delete(sleeper)
      reject(signal.reason)
    })
    return promise
  }

  get sleeping(): number {
    return this.#sleepers.size
  }

  /** Moves on, waking every sleeper at its own moment. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    await settle()
    for (;;) {
      const [next] = [...this.#sleepers].sort((a, b) => a.atMs - b.atMs)
      if (!next || next.atMs > untilMs) break
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      this.#sleepers.delete(next)
      next.wake()
      await settle()
    }
    this.#nowMs = untilMs
  }
}

/** Lets everything run that needs no time. */
export function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

export interface TestBoard {
  readonly board: Board
  readonly time: TestTime
  readonly published: PublishRequest[]
  readonly subscriptions: string[]
  readonly resets: ResetRequest[]
  readonly lights: RgbState[]
  readonly writes: string[]
  /** What the firmware printed. */
  printed(): string
  connected: boolean
  listening: boolean
  /** What the cloud answers to an event. Default: true at once. */
  acknowledge: () => boolean | Promise<boolean>
}

export function createTestBoard(
  options: { readonly uptimeMs?: number; readonly unixMs?: number; readonly eeprom?: Uint8Array } = {},
): TestBoard {
  let printed = ''
  const decoder = new TextDecoder()
  const time = new TestTime(options.uptimeMs, options.unixMs)
  const published: PublishRequest[] = []
  const subscriptions: string[] = []
  const resets: ResetRequest[] = []
  const lights: RgbState[] = []
  const writes: string[] = []
  const test: TestBoard = {
    time,
    published,
    subscriptions,
    resets,
    lights,
    writes,
    printed: () => printed,
    connected: true,
    listening: false,
    acknowledge: () => true,
    board: {
      deviceId: '0123456789abcdef01234567',
      time,
      ...(options.eeprom ? { eeprom: options.eeprom } : {}),
      cloud: {
        connected: () => test.connected,
        publish(event) {
          published.push(event)
          return test.acknowledge()
        },
        subscribe: (filter, scope, deviceId) => {
          subscriptions.push([filter, scope, deviceId].filter(Boolean).join(' '))
        },
      },
      pins: {
        mode: (pin, mode) => writes.push(`mode ${pin} ${mode}`),
        digitalRead: pin => (pin === 2 ? 1 : 0),
        digitalWrite: (pin, level) => writes.push(`digital ${pin} ${level}`),
        analogRead: pin => pin * 100,
        analogWrite: (pin, value) => writes.push(`analog ${pin} ${value}`),
      },
      rgb: { set: state => lights.push(state) },
      serial: {
        write(bytes) {
          printed += decoder.decode(bytes, { stream: true })
        },
      },
      wifi: {
        ready: () => true,
        listening: () => test.listening,
        rssiDbm: () => -61,
        addresses: () => ({ local: '10.0.0.7' }),
      },
      system: { reset: request => resets.push(request) },
    },
  }
  return test
}
