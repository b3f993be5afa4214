import type { WasmInstance } from '../webassembly.ts'
import { WebAssembly } from '../webassembly.ts'
import { TaskEndSignal } from './signals.ts'

interface Exports {
  readonly __stack_pointer: { value: number }
  readonly run_task: (task: number) => void
  readonly interrupt_stack: () => number
  readonly pin_edge: (pin: number, rising: number) => void
  readonly system_event: (event: number, parameter: number) => number
}

/**
 * The calls that may be inside one instance at once, each on a stack of its own: the application's, its threads and
 * its interrupt handlers. See wiring/src/tasks.h.
 */
export class Tasks {
  readonly #failed: (error: unknown) => void
  #exports: Exports | undefined
  /** Where the application's stack begins. */
  #top = 0
  #ended = false

  /** @param failed told when a task ends otherwise than by returning */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed
  }

  /** Before anything runs in it. */
  bind(instance: WasmInstance): void {
    this.#exports = instance.exports as unknown as Exports
    this.#top = this.#exports.__stack_pointer.value
  }

  get stackPointer(): number {
    return this.#exports?.__stack_pointer.value ?? 0
  }

  /** To be called before each entry into the application: another task may have left its own stack pointer. */
  enterApplication(): void {
    if (this.#exports) this.#exports.__stack_pointer.value = this.#top
  }

  /** Runs a task as soon as what runs now is suspended. */
  start(task: number, stackTop: number): void {
    void this.#later(exports => {
      exports.__stack_pointer.value = stackTop >>> 0
      WebAssembly.promising(exports.run_task)(task).catch(error => {
        if (!(error instanceof TaskEndSignal)) this.#failed(error)
      })
    })
  }

  /** Tells the firmware of an edge as soon as what runs now is suspended. */
  pinEdge(pin: number, rising: boolean): void {
    void this.#interrupt(exports => exports.pin_edge(pin, rising ? 1 : 0))
  }

  /** Has the handlers of a system event run in the same way. Answers false where interrupts are held off. */
  async systemEvent(event: number, parameter: number): Promise<boolean> {
    let taken = false
    await this.#interrupt(exports => {
      taken = exports.system_event(event, parameter) !== 0
    })
    return taken
  }

  #interrupt(enter: (exports: Exports) => void): Promise<void> {
    return this.#later(exports => {
      exports.__stack_pointer.value = exports.interrupt_stack() || this.#top
      enter(exports)
    })
  }

  /** Nothing begins any more. */
  end(): void {
    this.#ended = true
  }

  /** In a microtask nothing is running in the instance: every call is suspended or over. */
  async #later(enter: (exports: Exports) => void): Promise<void> {
    await undefined
    if (this.#ended || !this.#exports) return
    try {
      enter(this.#exports)
    } catch (error) {
      this.#failed(error)
    }
  }
}
