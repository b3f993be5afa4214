import { quantile } from '../lib/statistics.ts'
import { Subscribers } from './load/subscribers.ts'
import { sharedMicros } from './messages.ts'
import { startServer } from './server.ts'

/** Events of devices, from the device's end of its session to a subscriber; one value a repetition. */
export interface DeviceEventFigures {
  readonly perSecond: readonly number[]
  /** At {@link STEADY_RATE}. */
  readonly medianMs: readonly number[]
  readonly slowMs: readonly number[]
}

export interface DeviceEventOptions {
  readonly repetitions: number
  readonly devices: number
  /** How long the steady part of a repetition takes. */
  readonly forMs: number
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

/** Events a second of each device. It may publish once a second; each repetition, it has done so once more at once. */
export const STEADY_RATE = 0.4

export async function measureDeviceEvents(options: DeviceEventOptions): Promise<DeviceEventFigures> {
  const { signal, repetitions, devices, forMs } = options
  await using server = await startServer('particle-setup', signal)
  using subscribers = new Subscribers(server)
  await subscribers.open(1, signal)
  const ms: number[] = []
  subscribers.onEvent = data => {
    // What the cloud itself says of devices has other data.
    if (/^\d+$/.test(data)) ms.push((sharedMicros() - Number(data)) / 1000)
  }
  const run = async (order: Parameters<typeof server.carryOut>[0]): Promise<number[]> => {
    ms.length = 0
    const { events } = await server.carryOut(order)
    await subscribers.until(() => ms.length >= events, signal)
    return [...ms]
  }
  const figures = { perSecond: [] as number[], medianMs: [] as number[], slowMs: [] as number[] }
  // Connects the devices.
  await run({ order: 'pace', perSecond: devices * STEADY_RATE, forMs, devices })
  for (let now = 1; now <= repetitions; now++) {
    options.onProgress(`${devices} devices that publish, repetition ${now} of ${repetitions}`)
    const startedAt = performance.now()
    await run({ order: 'devices', devices })
    figures.perSecond.push((devices / (subscribers.lastAtMs - startedAt)) * 1000)
    const steady = await run({ order: 'pace', perSecond: devices * STEADY_RATE, forMs, devices })
    figures.medianMs.push(quantile(steady, 0.5))
    figures.slowMs.push(quantile(steady, 0.99))
  }
  return figures
}
