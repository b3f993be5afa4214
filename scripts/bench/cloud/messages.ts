/** What the benchmark and its servers tell each other. */

export const CONTESTANTS = ['particle-setup', 'node:http', 'Express'] as const
export type ContestantName = (typeof CONTESTANTS)[number]

/** What a server answers a request for one device with. */
export interface DeviceAnswer {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type ServerOrder =
  /** Publish as fast as every subscriber takes it, that many events in one turn of the event loop. */
  | { readonly order: 'burst'; readonly perTick: number; readonly ticks: number }
  /** Publish at a steady rate, in the name of that many devices in turn where there are any. */
  | { readonly order: 'pace'; readonly perSecond: number; readonly forMs: number; readonly devices: number }
  /** Let that many devices publish once each, as fast as it goes. */
  | { readonly order: 'devices'; readonly devices: number }
  /** Tell how much memory is in use once garbage is gone. */
  | { readonly order: 'memory' }
  /** Answer requests for one device like this. */
  | { readonly order: 'answer'; readonly answer: DeviceAnswer }

/** The answer to each order. */
export interface ServerNews {
  readonly events: number
  /** To all connections together, from their beginning. */
  readonly bytesWritten: number
  /** Processor time that the order took. */
  readonly cpuMs: number
  readonly rssBytes: number
}

/** The first news. */
export interface ServerListening {
  readonly port: number
  readonly token: string
  readonly deviceId: string
}

/** Microseconds of a clock that all processes of a machine share: the data of events that say when they were published. */
export function sharedMicros(): number {
  return Number(process.hrtime.bigint() / 1000n)
}
