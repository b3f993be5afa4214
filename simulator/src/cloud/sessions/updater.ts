import { CLOUD_LIMITS } from '@particle-setup/protocol/cloud'
import type { CloudToDevice, EventMessage } from '@particle-setup/protocol/device'
import type { CloudContext } from '../context.ts'
import type { FlashReply } from './flash.ts'
import type { Turns } from './turns.ts'
import { FirmwareUpdate, type UpdateMessage, type UpdateOutcome } from './update.ts'

/** What a Photon states on Device OS 2, and what is taken for granted until it does. */
const DEFAULT_MAX_BYTES = 262_144
const DEFAULT_CHUNK_BYTES = 512

/** The smallest and largest chunk that a device may ask for; the byte form's frames hold no more. */
const CHUNK_BYTES = { min: 64, max: 1_024 } as const

/** An update that is over. */
export type FlashRecord = {
  device: string
  bytes: number
  outcome: 'success' | 'failed'
  /** Simulated milliseconds from the first chunk to the verdict. */
  ms: number
}

/** An update of which all was sent when the session ended. */
interface Unconfirmed {
  readonly bytes: number
  readonly startedUnixMs: number
}

export interface UpdaterOptions {
  readonly deviceId: string
  readonly send: (message: CloudToDevice) => void
  readonly turns: Turns
  /** Publishes `spark/flash/status`. */
  readonly publishStatus: (status: 'started ' | 'success ' | 'failed ') => Promise<void>
}

/** Updates one device over the air, as long as its session lasts: one update at a time. */
export class Updater {
  private readonly cloud: CloudContext
  private readonly options: UpdaterOptions
  private maxBytes = DEFAULT_MAX_BYTES
  private chunkBytes = DEFAULT_CHUNK_BYTES
  private update: FirmwareUpdate | undefined
  private ended: Promise<void> = Promise.resolve()

  constructor(cloud: CloudContext, options: UpdaterOptions) {
    this.cloud = cloud
    this.options = options
  }

  get isBusy(): boolean {
    return this.update !== undefined
  }

  /** Settles when no update is under way, or the time is up. */
  async idle(limitMs: number): Promise<void> {
    const enough = new AbortController()
    const timeUp = this.cloud.clock.sleep(limitMs, enough.signal).catch(() => {})
    await Promise.race([this.ended, timeUp])
    enough.abort()
  }

  /** Takes an event in which the device states what its hardware takes. */
  learn({ name, data }: EventMessage): void {
    const value = Number(data)
    if (!Number.isInteger(value) || value <= 0) return
    if (name === 'spark/hardware/max_binary') this.maxBytes = value
    if (name === 'spark/hardware/ota_chunk_size') {
      this.chunkBytes = Math.min(Math.max(value, CHUNK_BYTES.min), CHUNK_BYTES.max)
    }
  }

  receive(message: UpdateMessage): void {
    this.update?.receive(message)
  }

  /** Begins an update to an image; how it ends is told by event and notice. */
  async flash(imageId: string): Promise<FlashReply> {
    if (this.update !== undefined) return refused('The device is being updated; wait for that to end')
    const image = await this.cloud.images.get(imageId)
    if (image === undefined) return refused('The program is not kept any more; compile or upload it again')
    if (image.length > this.maxBytes) {
      return refused(`The program has ${image.length} bytes; the device takes ${this.maxBytes} at most`)
    }
    // Looked at again: another flash may have come while the image was read.
    if (this.update !== undefined) return refused('The device is being updated; wait for that to end')

    const update = new FirmwareUpdate(this.cloud.clock, this.options.send, {
      image,
      chunkBytes: this.chunkBytes,
      readyLimitMs: CLOUD_LIMITS.deviceAnswerMs,
      turn: () => this.options.turns.next(),
    })
    const over = Promise.withResolvers<void>()
    this.update = update
    this.ended = over.promise
    const end = (): void => {
      this.update = undefined
      over.resolve()
    }
    const begun = await update.begin()
    if (begun === 'accepted') {
      void this.carryOut(update, image.length).catch(this.cloud.onFailure).finally(end)
      return { type: 'started' }
    }
    end()
    if (begun === 'timedOut') return { type: 'timedOut' }
    return refused(await this.whyRefused())
  }

  /** The device is back: says how the update ended whose verdict the last session did not live to hear. */
  async greeted(updated: boolean): Promise<void> {
    const { clock } = this.cloud
    const open = await this.unconfirmed.delete(this.options.deviceId)
    if (open === undefined) return
    await this.tell(updated ? 'success' : 'failed', open.bytes, clock.unixMs() - open.startedUnixMs)
  }

  /** The session is over. Settles when everybody has been told how its update ended. */
  async close(): Promise<void> {
    this.update?.close()
    await this.ended
  }

  private async carryOut(update: FirmwareUpdate, bytes: number): Promise<void> {
    const { clock } = this.cloud
    const startedMs = clock.nowMs()
    const startedUnixMs = clock.unixMs()
    await this.options.publishStatus('started ')
    const outcome = await update.transfer()
    if (outcome === 'unconfirmed') await this.unconfirmed.put(this.options.deviceId, { bytes, startedUnixMs })
    else await this.tell(outcome, bytes, clock.nowMs() - startedMs)
  }

  private async tell(
    outcome: Exclude<UpdateOutcome, 'unconfirmed'>,
    bytes: number,
    ms: number,
  ): Promise<void> {
    this.cloud.notice('flash', { device: this.options.deviceId, bytes, outcome, ms })
    await this.options.publishStatus(`${outcome} `)
  }

  private async whyRefused(): Promise<string> {
    const device = await this.cloud.devices.get(this.options.deviceId)
    return device?.updatesEnabled === false
      ? 'The device refuses updates: its program has disabled them'
      : 'The device refuses the update'
  }

  private get unconfirmed() {
    return this.cloud.backplane.bucket<Unconfirmed>('unconfirmed-updates')
  }
}

function refused(reason: string): FlashReply {
  return { type: 'refused', reason }
}
