/** What the benchmark and a process full of instances tell each other. */

export const SUBJECTS = ['bare', 'awaited', 'streaming', 'delaying'] as const
export type SubjectName = (typeof SUBJECTS)[number]

/** What the process begins with, as JSON in its arguments. */
export interface InstanceOrder {
  readonly subject: SubjectName
  readonly instances: number
  /** At least so long is each of the two kinds of turns measured. */
  readonly turnMs: number
  /** How long to watch that nothing goes on while nobody is turned. */
  readonly restMs: number
}

/** How one process with that many instances fared. */
export interface InstanceRun {
  /** Until `setup()` of the last had returned. */
  readonly startMs: number
  /** More than an instance alone. */
  readonly bytesEach: number
  readonly turnsPerSecond: number
  /** Processor time of a turn in which nothing is due. */
  readonly turnMicros: number
  readonly publishesPerSecond: number | undefined
  /** Processor time of a turn that samples and publishes. */
  readonly publishMicros: number | undefined
  /** The part of a processor that the process took while nobody was turned. */
  readonly restShare: number
}
