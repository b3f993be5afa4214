import { type WasmMemory, type WasmModule, WebAssembly } from '../../webassembly.ts'
import { FirmwareLimitError } from '../errors.ts'
import { type ImportCall, type ModuleImport, SUSPENDING } from '../imports/index.ts'
import type { FirmwareMemory } from '../memory.ts'
import type { BlockStore } from './block-store.ts'
import { MemoryImage } from './memory-image.ts'

/** A firmware, as far as a sandbox has to know. */
export interface Tenant {
  /** What it imports, in the module's order. */
  readonly imports: readonly ImportCall[]
  readonly memory: FirmwareMemory
  /** Where it is. */
  sandbox: Sandbox | undefined
  /** What its memory was when it was last moved out. */
  image: MemoryImage | undefined
}

interface Exports {
  readonly memory: WasmMemory
  readonly __stack_pointer: { value: number }
  readonly _initialize: () => void
  readonly turn: () => void
  readonly process: () => void
  readonly run_task: (task: number) => void
  readonly interrupt_stack: () => number
  readonly pin_edge: (pin: number, rising: number) => void
  readonly system_event: (event: number, parameter: number) => number
}

/**
 * One instance of a module, which one firmware after the other may be in: all that a firmware is between two calls
 * lies in its memory. Calls into it run as far as they go at once; those that promise may be suspended after that.
 */
export class Sandbox {
  readonly initialize: () => Promise<unknown>
  readonly turn: () => Promise<unknown>
  readonly process: () => Promise<unknown>
  readonly runTask: (task: number) => Promise<unknown>
  /** Where the application's stack begins; it grows down to 0. */
  readonly stackTop: number
  readonly #exports: Exports
  readonly #memory: Buffer<ArrayBuffer>
  /** What the memory was before anything had run. */
  readonly pristine: Buffer
  #imports: readonly ImportCall[] = []
  #tenant: Tenant | undefined

  /**
   * @param pristine of another sandbox of the module
   * @throws FirmwareLimitError
   */
  constructor(module: WasmModule, imports: readonly ModuleImport[], pristine: Buffer | undefined) {
    const instance = instantiate(module, this.#link(imports))
    this.#exports = instance.exports as unknown as Exports
    this.#memory = Buffer.from(this.#exports.memory.buffer)
    this.pristine = pristine ?? Buffer.from(this.#memory)
    this.stackTop = this.#exports.__stack_pointer.value
    this.initialize = WebAssembly.promising(this.#exports._initialize)
    this.turn = WebAssembly.promising(this.#exports.turn)
    this.process = WebAssembly.promising(this.#exports.process)
    this.runTask = WebAssembly.promising(this.#exports.run_task)
  }

  get stackPointer(): number {
    return this.#exports.__stack_pointer.value
  }

  /** To be set before each call: another task may have left its own. */
  set stackPointer(address: number) {
    this.#exports.__stack_pointer.value = address
  }

  /** 0: interrupt handlers run on the application's stack. */
  interruptStack(): number {
    return this.#exports.interrupt_stack()
  }

  pinEdge(pin: number, rising: boolean): void {
    this.#exports.pin_edge(pin, rising ? 1 : 0)
  }

  /** Answers false where interrupts are held off. */
  systemEvent(event: number, parameter: number): boolean {
    return this.#exports.system_event(event, parameter) !== 0
  }

  /** Into a sandbox that nobody is in. */
  moveIn(tenant: Tenant): void {
    tenant.image?.put(this.#memory)
    tenant.sandbox = this
    tenant.memory.place(new Uint8Array(this.#memory.buffer))
    this.#tenant = tenant
    this.#imports = tenant.imports
  }

  /** Leaves no trace of whoever is in it. */
  moveOut(store: BlockStore): void {
    const tenant = this.#tenant
    if (tenant === undefined) return
    const { image = new MemoryImage(store) } = tenant
    image.take(this.#memory, this.pristine, this.stackTop)
    image.remove(this.#memory, this.pristine)
    // Between calls there is nothing on the stack, but what was there would be seen in variables that nobody sets.
    this.#memory.fill(0, 0, this.stackTop)
    tenant.image = image
    tenant.sandbox = undefined
    tenant.memory.place(undefined)
    this.#tenant = undefined
    this.#imports = []
  }

  #link(imports: readonly ModuleImport[]): Record<string, Record<string, unknown>> {
    const linked: Record<string, Record<string, unknown>> = {}
    imports.forEach(({ module, name }, index) => {
      // As many parameters as the longest of them has: a rest parameter would make an array of each call.
      const call: ImportCall = (a, b, c, d, e, f, g, h) => this.#imports[index]?.(a, b, c, d, e, f, g, h)
      linked[module] ??= {}
      linked[module][name] = SUSPENDING.has(name) ? new WebAssembly.Suspending(call) : call
    })
    return linked
  }
}

function instantiate(module: WasmModule, imports: Record<string, Record<string, unknown>>) {
  try {
    return new WebAssembly.Instance(module, imports)
  } catch (cause) {
    if (cause instanceof RangeError) throw new FirmwareLimitError({ cause })
    throw cause
  }
}
