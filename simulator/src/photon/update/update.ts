import type { FirmwareFlaw } from '@particle-setup/device-os-wasm/compile'
import type { CloudToDevice, DeviceToCloud } from '@particle-setup/protocol/device'
import type { Clock, Timer } from '../../world/index.ts'
import { Reception } from './reception.ts'

type Begin = Extract<CloudToDevice, { type: 'updateBegin' }>
type Chunk = Extract<CloudToDevice, { type: 'chunk' }>
type Done = Extract<CloudToDevice, { type: 'updateDone' }>
export type UpdateMessage = Begin | Chunk | Done

/** Parameters of the system event `firmware_update`. Source: Device OS v2.3.1 system/inc/system_event.h. */
export const UPDATE_EVENTS = { begin: 0, complete: 1, progress: 2, failed: -1 } as const

/**
 * What the answer to UpdateDone says; to the cloud, all that is not 0 is a failure.
 *
 * Source: Device OS services/inc/system_error.h; validityResultToSystemError() of its ota_flash_hal_stm32f2xx.cpp.
 */
export const UPDATE_RESULTS = { good: 0, integrity: -1330, platform: -1360, format: -1370 } as const

/** Source: Device OS v2.3.1 communication/src/chunked_transfer.cpp. */
const MISSED_CHUNKS_A_MESSAGE = 40
/** Chunks are told apart by 16 bits. */
const MOST_CHUNKS = 0x1_0000
/** No figure is documented. The program hears that it ends, and a cloud that missed the result asks again. */
const RESET_DELAY_MS = 100

/** What an update asks of the Photon around it. */
export interface UpdateHost {
  readonly clock: Clock
  readonly limits: {
    /** The largest program that there is room for. */
    readonly programBytes: number
    readonly otaChunkBytes: number
    readonly updateStallMs: number
  }
  /** The program lets itself be updated, or is not asked. */
  enabled(): boolean
  /** The Photon gives itself over to the update. */
  begun(): void
  /** It goes on with what it did. `online` is false when the session with the cloud is over. */
  ended(online: boolean): void
  /** Tells the program. */
  tell(parameter: number): void
  /** The program that the parts make, or why it is none that can be started. */
  open(parts: readonly Uint8Array[]): Promise<Uint8Array | FirmwareFlaw>
  /** From now on every start is one of this program. */
  store(program: Uint8Array): void
  /** Starts what was stored, in so many milliseconds; tells when the program holds that back. */
  apply(delayMs: number, held: () => void): void
  /** Starts what ran before: the update did not go on. */
  giveUp(): void
}

type State =
  | { readonly is: 'idle' }
  | { readonly is: 'receiving'; readonly reception: Reception; readonly fast: boolean }
  | { readonly is: 'validating' }
  /** Stays so until the reset; the cloud may not have heard the first time. */
  | { readonly is: 'stored'; readonly held: boolean }

/**
 * Updates over one session with the cloud: begin, chunks, done. A slow update answers every chunk, a fast one
 * none; both answer to done with what is missing. Source: Device OS v2.3.1 communication/src/chunked_transfer.cpp.
 */
export class Update {
  private readonly host: UpdateHost
  private readonly send: (message: DeviceToCloud) => void
  private state: State = { is: 'idle' }
  private timer: Timer | undefined

  constructor(host: UpdateHost, send: (message: DeviceToCloud) => void) {
    this.host = host
    this.send = send
  }

  /** The Photon asks and tells the cloud nothing of its own meanwhile; it still answers. */
  get running(): boolean {
    const { state } = this
    return state.is !== 'idle' && !(state.is === 'stored' && state.held)
  }

  receive(message: UpdateMessage): void {
    if (message.type === 'updateBegin') this.begin(message)
    else if (message.type === 'chunk') this.take(message)
    else this.finish(message)
  }

  /** The session is over. */
  abandon(): void {
    this.timer?.cancel()
    const { state } = this
    this.state = { is: 'idle' }
    if (state.is === 'stored') {
      if (!state.held) this.apply(0)
    } else if (state.is !== 'idle') {
      this.host.ended(false)
      this.host.tell(UPDATE_EVENTS.failed)
    }
  }

  private begin({ token, fileBytes, chunkBytes, fast }: Begin): void {
    const accepted = !this.running && this.host.enabled() && this.hasRoom(fileBytes, chunkBytes)
    this.send({ type: 'updateReady', token, accepted, fast: accepted && fast })
    if (!accepted) return
    this.state = { is: 'receiving', reception: new Reception(fileBytes, chunkBytes), fast }
    this.watchForStall()
    this.host.begun()
    this.host.tell(UPDATE_EVENTS.begin)
  }

  private hasRoom(fileBytes: number, chunkBytes: number): boolean {
    const { programBytes, otaChunkBytes } = this.host.limits
    return (
      isBetween(fileBytes, 1, programBytes) &&
      isBetween(chunkBytes, 1, otaChunkBytes) &&
      fileBytes / chunkBytes <= MOST_CHUNKS
    )
  }

  private take({ token, ...chunk }: Chunk): void {
    // A device says nothing to chunks that it did not ask for.
    if (this.state.is !== 'receiving') return
    this.watchForStall()
    const ok = this.state.reception.take(chunk)
    if (!this.state.fast) this.send({ type: 'chunkReceived', token, ok })
    if (ok) this.host.tell(UPDATE_EVENTS.progress)
  }

  private finish({ token }: Done): void {
    const { state } = this
    if (state.is === 'stored') {
      this.send({ type: 'updateResult', token, result: UPDATE_RESULTS.good })
    } else if (state.is === 'receiving') {
      if (state.reception.isComplete) {
        void this.conclude(token, state.reception.parts)
      } else {
        this.watchForStall()
        this.send({ type: 'updateResult', token })
        this.send({ type: 'chunksMissed', indices: state.reception.missing(MISSED_CHUNKS_A_MESSAGE) })
      }
    }
  }

  private async conclude(token: number, parts: readonly Uint8Array[]): Promise<void> {
    const validating: State = { is: 'validating' }
    this.state = validating
    this.timer?.cancel()
    const program = await this.host.open(parts)
    // The session has ended meanwhile, and the update with it.
    if (this.state !== validating) return
    if (typeof program === 'string') {
      this.state = { is: 'idle' }
      this.send({ type: 'updateResult', token, result: UPDATE_RESULTS[program] })
      this.host.ended(true)
      this.host.tell(UPDATE_EVENTS.failed)
    } else {
      this.host.store(program)
      this.send({ type: 'updateResult', token, result: UPDATE_RESULTS.good })
      this.host.tell(UPDATE_EVENTS.complete)
      this.state = { is: 'stored', held: false }
      this.apply(RESET_DELAY_MS)
    }
  }

  private apply(delayMs: number): void {
    this.host.apply(delayMs, () => {
      const isOpen = this.state.is === 'stored'
      if (isOpen) this.state = { is: 'stored', held: true }
      this.host.ended(isOpen)
    })
  }

  private watchForStall(): void {
    const { clock, limits } = this.host
    this.timer?.cancel()
    this.timer = clock.setTimeout(() => {
      this.state = { is: 'idle' }
      this.host.tell(UPDATE_EVENTS.failed)
      this.host.giveUp()
    }, limits.updateStallMs)
  }
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}
