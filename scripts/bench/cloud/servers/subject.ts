import type { Server } from 'node:http'
import type { DeviceAnswer } from '../messages.ts'

/** What is published. */
export interface Draft {
  readonly name: string
  readonly data: string
}

/** A server that is measured: streams, publishing and one device, behind a token. */
export interface Subject {
  readonly server: Server
  readonly token: string
  readonly deviceId: string
  /** Publishes for every subscriber; those of one turn of the event loop may travel together. */
  publish(draft: Draft): Promise<void>
  /** Stated for those that have no device of their own. */
  setAnswer?(answer: DeviceAnswer): void
  /** Puts that many devices into the cloud, and publishes in one's name, which the cloud allows once a second. */
  connectDevices?(count: number): Promise<void>
  publishByDevice?(index: number, draft: Draft): void
}

export const TOKEN = 'f'.repeat(40)
export const DEVICE_ID = 'e00fce680000000000000001'

/** The event as Particle's cloud puts it on a stream. */
export function formatEvent({ name, data }: Draft): string {
  const json = JSON.stringify({
    data,
    ttl: 60,
    published_at: new Date().toISOString(),
    coreid: DEVICE_ID,
  })
  return `event: ${name}\ndata: ${json}\n\n`
}
