import { printProgress, type StepPrinter } from '@particle-setup/cli'
import {
  createParticleServer,
  getParticleStream,
  getTokenForCustomer,
  type ParticleStream,
  provision,
  TimedOut,
  toggleStream,
} from '@particle-setup/host'
import type { Stage } from './stage.ts'

export interface StoryResult {
  readonly deviceId: string
  /** Events received in all. */
  readonly events: number
  /** What `toggleStream` answered to "off" and to "on". */
  readonly toggled: readonly [off: number, on: number]
}

const EVENTS_AT_FIRST = 3
const EVENTS_AFTER_TOGGLE = 2
const EVENT_TIMEOUT_MS = 30_000

/** A stream of one event a second that was silent this long has stopped. Milliseconds of the Photon's time. */
const SILENCE_MS = 2_500
const SILENCE_TIMEOUT_MS = 20_000

/**
 * Provisions, streams, toggles off and on.
 *
 * @throws what a step throws; an error when `toggleStream` does not do what it answers.
 */
export async function tellStory(
  stage: Stage,
  printer: StepPrinter,
  { customerEmail, signal }: { customerEmail: string; signal: AbortSignal },
): Promise<StoryResult> {
  const { config, registry } = stage
  const { deviceId } = await provision({
    customerEmail,
    wifiObj: stage.wifiObj,
    password: stage.password,
    config,
    photon: stage.photon,
    registry,
    joinSetupNetwork: stage.joinSetupNetwork,
    leaveSetupNetwork: stage.leaveSetupNetwork,
    pollMs: 1_000 / stage.speed,
    onProgress: printProgress(printer),
    onWarning: message => printer.say(message),
    signal,
  })
  const step = stepper(printer)
  const { scopedToken: token } = await step('token of saved customer', () =>
    getTokenForCustomer({
      registry,
      server: createParticleServer(config),
      client: config.oauthClient,
      customerEmail,
      signal,
    }),
  )
  const device = { deviceId, token, apiUrl: config.apiUrl, signal }
  await using stream = await step('stream', () => getParticleStream({ ...device, name: 'sensor' }))
  const watch = new EventCounter(stream, printer, signal)

  await step('events', () => watch.take(EVENTS_AT_FIRST))
  const off = await step('toggle off', () => toggleStream({ ...device, argument: 'off' }))
  await step('silence', () => watch.silence(SILENCE_MS / stage.speed))
  const on = await step('toggle on', () => toggleStream({ ...device, argument: 'on' }))
  await step('events again', () => watch.take(EVENTS_AFTER_TOGGLE))
  if (off !== 0 || on !== 1)
    throw new Error(`toggleStream answered ${off} to "off" and ${on} to "on", not 0 and 1`)
  return { deviceId, events: watch.count, toggled: [off, on] }
}

/** Takes events off a stream, showing each. */
class EventCounter {
  count = 0
  private readonly stream: ParticleStream
  private readonly printer: StepPrinter
  private readonly signal: AbortSignal

  constructor(stream: ParticleStream, printer: StepPrinter, signal: AbortSignal) {
    this.stream = stream
    this.printer = printer
    this.signal = signal
  }

  async take(count: number): Promise<void> {
    for (let i = 0; i < count; i++) await this.next(EVENT_TIMEOUT_MS)
  }

  /** Settles once no event came for that long. */
  async silence(ms: number): Promise<void> {
    const startedAt = performance.now()
    while (performance.now() - startedAt < SILENCE_TIMEOUT_MS) {
      try {
        await this.next(ms)
      } catch (error) {
        if (error instanceof TimedOut) return
        throw error
      }
    }
    throw new Error(`events still come ${SILENCE_TIMEOUT_MS / 1000} s after toggleStream answered 0`)
  }

  private async next(timeoutMs: number): Promise<void> {
    const { name, data, publishedAt } = await this.stream.next({ timeoutMs, signal: this.signal })
    this.count++
    this.printer.fact({ step: 'event', name, data, publishedAt }, `    ${name}  ${data ?? ''}`)
  }
}

function stepper(printer: StepPrinter) {
  return async <T>(step: string, run: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now()
    const ms = () => Math.round(performance.now() - startedAt)
    printer.step({ step, status: 'started' })
    try {
      const result = await run()
      printer.step({
        step,
        status: 'done',
        ms: ms(),
        ...(typeof result === 'number' && { detail: `answered ${result}` }),
      })
      return result
    } catch (error) {
      printer.step({ step, status: 'failed', ms: ms() })
      throw error
    }
  }
}
