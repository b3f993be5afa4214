/** What is run many times in one process. */
export interface Subject {
  /** One more: its constructors have run and `setup()` has returned when it settles. */
  start(index: number): Promise<void>
  /** One turn of each, one after the other. */
  turnAll(): Promise<void>
  /** The same where each has an event to publish. @returns how many came to the subscriber. */
  publishAll?(): Promise<number>
}
