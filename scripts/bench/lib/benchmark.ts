/** What every benchmark is told. */
export interface BenchmarkOptions {
  readonly repetitions: number
  /** Overrides the benchmark's own counts of whatever it repeats, for a quick look. */
  readonly counts: Readonly<Record<string, number>>
  readonly signal: AbortSignal
  /** A line for the person who waits. */
  readonly onProgress: (line: string) => void
}

/** What every benchmark gives back. */
export interface BenchmarkResult {
  /** Facts and figures, ready for JSON. */
  readonly data: object
  /** The same for people: a section of a Markdown page, its heading left out. */
  readonly markdown: string
}

export interface Benchmark {
  /** One line of help. */
  readonly summary: string
  /** The page that its figures are kept in, relative to the top of the workspace, and their section's heading. */
  readonly page: string
  readonly heading: string
  /** What can be counted differently, with the defaults. */
  readonly counts: Readonly<Record<string, number>>
  run(options: BenchmarkOptions): Promise<BenchmarkResult>
}
