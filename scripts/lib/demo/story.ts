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

/** What the firmware publishes. */
const EVENT_NAME = 'sensor'

const EVENTS_AT_FIRST = 3
const EVENTS_AFTER_TOGGLE = 2
const EVENT_TIMEOUT_MS = 30_000

/** A stream of one event a second that was silent this long has stopped. Milliseconds of the Photon's time. */
const SILENCE_MS = 2_500
const SILENCE_TIMEOUT_MS = 20_000

/** The firmware does something else than the story tells: somebody has changed it. */
export class StoryError extends Error {
  readonly code = 'story-differs'
  override readonly name = 'StoryError'
}

/**
 * Provisions, streams, toggles off and on.
 *
 * @throws what a step throws; StoryError when the firmware does not do what it should.
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
  await using stream = await step('stream', () => getParticleStream({ ...device, name: EVENT_NAME }))
  const watch = new EventCounter(stream, printer, signal)

  await step('events', () => watch.take(EVENTS_AT_FIRST))
  const off = await step('toggle off', () => toggleStream({ ...device, argument: 'off' }))
  if (off !== 0) throw new StoryError(`the firmware's toggleStream answered ${off} to "off", not 0`)
  await step('silence', () => watch.silence(SILENCE_MS / stage.speed))
  const on = await step('toggle on', () => toggleStream({ ...device, argument: 'on' }))
  if (on !== 1) throw new StoryError(`the firmware's toggleStream answered ${on} to "on", not 1`)
  await step('events again', () => watch.take(EVENTS_AFTER_TOGGLE))
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
    for (let i = 0; i < count; i++) {
      await this.next(EVENT_TIMEOUT_MS).catch(error => {
        if (!(error instanceof TimedOut)) throw error
        const seconds = EVENT_TIMEOUT_MS / 1000
        throw new StoryError(
          `no event whose name begins with "${EVENT_NAME}" came for ${seconds} s: does the firmware still publish it?`,
          { cause: error },
        )
      })
    }
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
    throw new StoryError(`events still come ${SILENCE_TIMEOUT_MS / 1000} s after toggleStream answered 0`)
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
