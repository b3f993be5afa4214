import { CLOUD_LIMITS } from '@particle-setup/protocol/cloud'
import type { Response } from 'express'
import type { Clock, Timer } from '../../world/clock.ts'
import { STREAM_GREETING, STREAM_KEEP_ALIVE } from './format.ts'

export interface EventStreamOptions {
  clock: Clock
  /** A subscriber that has left this much unread is disconnected. Bytes. */
  bufferBytes: number
}

/** One open event stream. Source of the bytes: particle-iot/spark-server views/EventViews001.js. */
export class EventStream {
  private readonly res: Response
  private readonly clock: Clock
  private readonly bufferBytes: number
  private lastWriteMs: number
  private keepAlive: Timer

  /** Sends the headers and the greeting at once: clients wait for them. */
  constructor(res: Response, options: EventStreamOptions) {
    this.res = res
    this.clock = options.clock
    this.bufferBytes = options.bufferBytes
    res.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache',
      Connection: 'keep-alive',
    })
    // An event is late for as long as it waits for company.
    res.socket?.setNoDelay(true)
    res.write(STREAM_GREETING)
    this.lastWriteMs = this.clock.nowMs()
    this.keepAlive = this.waitForSilence()
    res.once('close', () => this.keepAlive.cancel())
  }

  write(chunk: Buffer | string): void {
    if (this.res.writableEnded || this.res.destroyed) return
    if (this.res.writableLength > this.bufferBytes) {
      this.res.destroy()
      return
    }
    this.res.write(chunk)
    this.lastWriteMs = this.clock.nowMs()
  }

  /** Ends the stream cleanly: clients come back after a clean end. */
  end(): void {
    this.keepAlive.cancel()
    this.res.end()
  }

  private waitForSilence(): Timer {
    const silentMs = this.clock.nowMs() - this.lastWriteMs
    return this.clock.setTimeout(() => {
      if (this.clock.nowMs() - this.lastWriteMs >= CLOUD_LIMITS.streamKeepAliveMs) {
        this.write(STREAM_KEEP_ALIVE)
      }
      this.keepAlive = this.waitForSilence()
    }, CLOUD_LIMITS.streamKeepAliveMs - silentMs)
  }
}
