import { type WasmInstance, type WasmMemory, type WasmModule, WebAssembly } from '../webassembly.ts'
import type { Board, PinEdge } from './board.ts'
import { FirmwareLimitError, FirmwareStoppedError } from './errors.ts'
import type { Firmware, FirmwareMode } from './firmware.ts'
import type { Host } from './host.ts'
import { importsFor } from './imports/index.ts'
import { Jobs } from './jobs.ts'
import { FirmwareMemory } from './memory.ts'
import { type PageRequest, type PageResponse, Pages } from './pages.ts'
import { Requests } from './requests.ts'
import { RetainedVariables } from './retained.ts'
import { EndSignal } from './signals.ts'
import { Suspension } from './suspension.ts'
import { Tasks } from './tasks.ts'
import { trapError } from './traps.ts'
import type { VariableType, VariableValue } from './values.ts'

type Entry = () => Promise<unknown>

const DEFAULT_MODE: FirmwareMode = {
  system: 'automatic',
  threaded: false,
  productId: undefined,
  productVersion: undefined,
}

/**
 * One instance of a firmware's module. At most one call of the application is inside it at any time; its threads
 * and interrupt handlers are {@link Tasks}.
 */
export class FirmwareInstance implements Firmware {
  readonly #host: Host
  readonly #module: WasmModule
  readonly #instance: WasmInstance
  readonly #turn: Entry
  readonly #process: Entry
  #state: Firmware['state'] = 'running'
  #failure: Error | undefined
  #turning: Promise<void> | undefined
  #processing: Promise<void> | undefined

  constructor(module: WasmModule, board: Board) {
    this.#module = module
    // The imports need the memory, which only the instance has.
    const memory: { current: WasmMemory } = { current: { buffer: new ArrayBuffer(0) } }
    const firmwareMemory = new FirmwareMemory({
      get buffer() {
        return memory.current.buffer
      },
    })
    const suspension = new Suspension(board.time)
    this.#host = {
      board,
      memory: firmwareMemory,
      requests: new Requests(),
      pages: new Pages(),
      retained: new RetainedVariables(firmwareMemory, board.retained),
      suspension,
      jobs: new Jobs(suspension),
      tasks: new Tasks(error => this.#concludeTask(error)),
      functions: [],
      variables: {},
      mode: DEFAULT_MODE,
      ready: false,
    }
    this.#instance = instantiate(module, this.#host)
    memory.current = this.#instance.exports['memory'] as WasmMemory
    this.#host.tasks.bind(this.#instance)
    this.#turn = this.#entry('turn')
    this.#process = this.#entry('process')
  }

  get mode(): FirmwareMode {
    return this.#host.mode
  }

  get state(): Firmware['state'] {
    return this.#state
  }

  get failure(): Error | undefined {
    return this.#failure
  }

  get functions(): readonly string[] {
    return this.#host.functions
  }

  get variables(): Readonly<Record<string, VariableType>> {
    return this.#host.variables
  }

  get ready(): boolean {
    return this.#host.ready
  }

  get servesPages(): boolean {
    return this.#host.pages.handled
  }

  /** Runs the global constructors. */
  initialize(): Promise<void> {
    return this.#enter(this.#entry('_initialize'))
  }

  turn(): Promise<void> {
    if (this.#turning) return this.#turning
    const turning = this.#processing
      ? this.#processing.then(() => this.#enter(this.#turn))
      : this.#enter(this.#turn)
    this.#turning = turning.finally(() => {
      this.#turning = undefined
    })
    return this.#turning
  }

  process(): Promise<void> {
    if (this.#turning) return Promise.resolve()
    this.#processing ??= this.#enter(this.#process).finally(() => {
      this.#processing = undefined
    })
    return this.#processing
  }

  async callFunction(name: string, argument: string): Promise<number> {
    this.#assertRunning()
    const answer = this.#host.requests.callFunction(name, argument)
    this.#host.suspension.notify()
    return Number(await answer)
  }

  async readVariable(name: string): Promise<VariableValue | undefined> {
    this.#assertRunning()
    const answer = this.#host.requests.readVariable(name)
    this.#host.suspension.notify()
    return answer
  }

  deliverEvent(name: string, data: string | null): void {
    if (this.#state !== 'running') return
    this.#host.requests.event(name, data)
    this.#host.suspension.notify()
  }

  async deliverSystemEvent(
    event: number,
    parameter: number,
    by: 'background' | 'interrupt' = 'background',
  ): Promise<void> {
    if (this.#state !== 'running') return
    if (by === 'interrupt' && (await this.#host.tasks.systemEvent(event, parameter))) return
    if (this.#state !== 'running') return
    const handled = this.#host.requests.systemEvent(event, parameter)
    this.#host.suspension.notify()
    await handled
  }

  deliverEdge(pin: number, edge: PinEdge): void {
    if (this.#state === 'running') this.#host.tasks.pinEdge(pin, edge === 'rising')
  }

  async servePage(request: PageRequest): Promise<PageResponse> {
    this.#assertRunning()
    const answer = this.#host.pages.ask(request)
    this.#host.suspension.notify()
    return answer
  }

  async stop(): Promise<void> {
    if (this.#state === 'running') {
      this.#end('stopped', new FirmwareStoppedError('stopped'))
    }
    await Promise.allSettled([this.#turning, this.#processing])
  }

  async #enter(entry: Entry): Promise<void> {
    this.#assertRunning()
    this.#host.tasks.enterApplication()
    try {
      await entry()
    } catch (error) {
      this.#conclude(error)
    }
    // Another task may have ended the firmware while this one was suspended.
    if (this.#failure) throw this.#failure
  }

  /** One of the firmware's threads or interrupt handlers ended it. Whoever turns it hears of that. */
  #concludeTask(error: unknown): void {
    try {
      this.#conclude(error)
    } catch {
      // Kept as the failure, which the turn that is under way, or the next, throws.
    }
  }

  #conclude(error: unknown): void {
    if (error instanceof EndSignal) {
      if (this.#state === 'running') this.#end(error.state, new FirmwareStoppedError(error.state))
      return
    }
    const failure = trapError(error, this.#module, this.#host.tasks.stackPointer)
    // Stopped meanwhile: nobody waits to hear how it would have gone on.
    if (this.#state !== 'running') return
    this.#failure = failure
    this.#end('trapped', failure)
    throw failure
  }

  #end(state: 'trapped' | 'reset' | 'stopped', reason: Error): void {
    this.#state = state
    this.#host.retained.keep()
    this.#host.tasks.end()
    this.#host.suspension.end(new EndSignal(state === 'reset' ? 'reset' : 'stopped'))
    this.#host.requests.rejectAll(reason)
    this.#host.pages.rejectAll(reason)
  }

  #assertRunning(): void {
    if (this.#failure) throw this.#failure
    if (this.#state === 'reset' || this.#state === 'stopped') throw new FirmwareStoppedError(this.#state)
  }

  #entry(name: string): Entry {
    return WebAssembly.promising(this.#instance.exports[name] as () => void)
  }
}

function instantiate(module: WasmModule, host: Host): WasmInstance {
  try {
    return new WebAssembly.Instance(module, importsFor(host, module))
  } catch (cause) {
    if (cause instanceof RangeError) throw new FirmwareLimitError({ cause })
    throw cause
  }
}
