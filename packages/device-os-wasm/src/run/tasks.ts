import type { Sandbox } from './sandbox/sandbox.ts'
import { TaskEndSignal } from './signals.ts'

type Call = (sandbox: Sandbox) => Promise<unknown> | undefined

/** Puts the firmware into a sandbox and calls into it; answers what the call does. */
export type EnterSandbox = (call: Call) => Promise<unknown> | undefined

/**
 * The calls that may be inside one firmware at once besides the application's, each on a stack of its own: its threads
 * and its interrupt handlers. See wiring/src/tasks.h.
 */
export class Tasks {
  readonly #enter: EnterSandbox
  readonly #failed: (error: unknown) => void
  #ended = false

  /** @param failed told when a task ends otherwise than by returning */
  constructor(enter: EnterSandbox, failed: (error: unknown) => void) {
    this.#enter = enter
    this.#failed = failed
  }

  /** Runs a task as soon as what runs now is suspended. */
  start(task: number, stackTop: number): void {
    void this.#later(sandbox => {
      sandbox.stackPointer = stackTop >>> 0
      return sandbox.runTask(task)
    })
  }

  /** Tells the firmware of an edge as soon as what runs now is suspended. */
  pinEdge(pin: number, rising: boolean): void {
    void this.#interrupt(sandbox => sandbox.pinEdge(pin, rising))
  }

  /** Has the handlers of a system event run in the same way. Answers false where interrupts are held off. */
  async systemEvent(event: number, parameter: number): Promise<boolean> {
    let taken = false
    await this.#interrupt(sandbox => {
      taken = sandbox.systemEvent(event, parameter)
    })
    return taken
  }

  /** Nothing begins any more. */
  end(): void {
    this.#ended = true
  }

  #interrupt(enter: (sandbox: Sandbox) => void): Promise<void> {
    return this.#later(sandbox => {
      sandbox.stackPointer = sandbox.interruptStack() || sandbox.stackTop
      enter(sandbox)
      return undefined
    })
  }

  /** In a microtask nothing is running in the firmware: every call is suspended or over. */
  async #later(call: Call): Promise<void> {
    await undefined
    if (this.#ended) return
    try {
      await this.#enter(call)
    } catch (error) {
      if (!(error instanceof TaskEndSignal)) this.#failed(error)
    }
  }
}
