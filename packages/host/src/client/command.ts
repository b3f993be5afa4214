import { type ResultAnswer, resultAnswerSchema, type SoftApCommand } from '@particle-setup/protocol/softap'
import { withDeadline } from '../deadline.ts'
import { TimedOut } from '../errors/general.ts'
import { createRedact } from '../errors/redact.ts'
import { ConnectionLost, MalformedAnswer, MalformedRequest, refusal } from '../errors/softap.ts'
import { type PhotonOptions, transportOf } from './options.ts'
import { createQueues } from './queue.ts'

/**
 * Default limits in milliseconds, time in the queue included. `configure-ap` makes a Photon scan twice, each
 * with a ceiling of 30 s; a scan takes some seconds. Source: Device OS v2.3.1 softap.cpp, wlan_hal.cpp.
 */
export const COMMAND_TIMEOUTS_MS: Readonly<Record<SoftApCommand, number>> = {
  version: 8_000,
  'device-id': 8_000,
  'public-key': 8_000,
  set: 8_000,
  'connect-ap': 8_000,
  'scan-ap': 20_000,
  'configure-ap': 60_000,
}

/** Commands that only read. One of them whose connection broke is sent once more. */
const READING: ReadonlySet<SoftApCommand> = new Set(['version', 'device-id', 'public-key', 'scan-ap'])

/** A Photon has one scan and one configuration object for all its connections: overlapping commands spoil each other. */
const photons = createQueues()

export interface CommandRequest<T> {
  command: SoftApCommand
  body?: Uint8Array | undefined
  /** Reads the answer's bytes; anything it throws becomes a `MalformedAnswer`. */
  parse(answer: Uint8Array): T
  /** Called once the request is on its way. */
  onSent?: () => void
  /** What the body holds that no error may show. */
  secrets?: readonly string[]
}

/**
 * Sends one command and reads its answer.
 *
 * @throws SoftApError, TimedOut, InvalidInput; the signal's reason.
 */
export async function runCommand<T>(options: PhotonOptions, request: CommandRequest<T>): Promise<T> {
  const { command, body, onSent, secrets = [] } = request
  const transport = transportOf(options)
  const timeoutMs = options.timeoutMs ?? COMMAND_TIMEOUTS_MS[command]
  const operation = `${command} to the Photon at ${transport.address}`
  const limit = { signal: options.signal, timeoutMs, timeoutError: () => silence(operation, timeoutMs) }
  let whole: { answer: Uint8Array; value: T } | undefined

  const isWhole = (answer: Uint8Array): boolean => {
    if (!endsInBrace(answer)) return false
    try {
      whole = { answer, value: request.parse(answer) }
      return true
    } catch {
      return isJson(answer)
    }
  }
  const answer = await withDeadline(operation, limit, signal =>
    photons.run(transport.address, signal, async () => {
      const send = () => transport.send({ command, body, signal, onSent, isWhole })
      try {
        return await send()
      } catch (error) {
        if (!(error instanceof ConnectionLost) || !READING.has(command) || signal.aborted) throw error
        return await send()
      }
    }),
  )
  if (whole?.answer === answer) return whole.value
  const text = decoder.decode(answer).trim()
  if (text === '') throw new MalformedRequest(command)
  try {
    return request.parse(answer)
  } catch (error) {
    const excerpt = createRedact(secrets)(text).slice(0, 80)
    throw new MalformedAnswer(command, excerpt, secrets.length > 0 ? undefined : { cause: error })
  }
}

function silence(operation: string, timeoutMs: number): TimedOut {
  return new TimedOut(
    operation,
    timeoutMs,
    'Check that it still blinks blue and that no other setup client is at work on it, and try again',
  )
}

/** Sends a command whose answer is only a result code. */
export async function runForResult(
  options: PhotonOptions,
  request: Omit<CommandRequest<unknown>, 'parse'>,
): Promise<void> {
  const { r } = await runCommand(options, { ...request, parse: parseResult })
  if (r !== 0) throw refusal(request.command, r)
}

function parseResult(answer: Uint8Array): ResultAnswer {
  return resultAnswerSchema.parse(json(answer))
}

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** The answer as JSON. White space around it is the Photon's habit. */
export function json(answer: Uint8Array): unknown {
  return JSON.parse(decoder.decode(answer))
}

/** The body of a command. `JSON.stringify` leaves UTF-8 as it is, which is what a Photon stores. */
export function encodeBody(value: object): Uint8Array {
  return encoder.encode(JSON.stringify(value))
}

const CLOSING_BRACE = 0x7d
const SPACE = 0x20

function endsInBrace(answer: Uint8Array): boolean {
  let last = answer.length - 1
  while (last >= 0 && (answer[last] ?? 0) <= SPACE) last--
  return answer[last] === CLOSING_BRACE
}

function isJson(answer: Uint8Array): boolean {
  try {
    json(answer)
    return true
  } catch {
    return false
  }
}
