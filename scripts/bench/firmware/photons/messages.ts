/** What the benchmark and a simulator in a process of its own tell each other. */

export type PhotonsOrder =
  /** Tell what the process holds, once garbage is gone. */
  | 'memory'
  /** Tell what processor time it has taken so far. */
  | 'cpu'

/** The first news: every Photon is in the cloud. */
export interface PhotonsOnline {
  readonly kind: 'online'
  readonly port: number
  readonly token: string
  /** Until every program ran. */
  readonly startMs: number
  /** Until the last Photon was online, from the same moment. */
  readonly onlineMs: number
}

export type PhotonsNews =
  | PhotonsOnline
  | { readonly kind: 'memory'; readonly rssBytes: number }
  | { readonly kind: 'cpu'; readonly cpuMs: number }
