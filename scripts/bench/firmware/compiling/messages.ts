/** What the benchmark and its processes that compile tell each other. */

/** Where a process compiles; as JSON in its arguments. */
export interface CompileSetting {
  readonly project: string
  readonly cacheDir: string
  /** Keeps a compiler's process ready. */
  readonly isReady?: boolean
}

export type CompileOrder = 'compile'

export interface Compiled {
  readonly ms: number
  readonly sha256: string
  readonly cached: boolean
}

/** A line that the program on the simulated Photon has printed, or that its folder is watched from now on. */
export type WatchNews = { readonly kind: 'watching' } | { readonly kind: 'line'; readonly line: string }
