import type { WasmModule } from '../webassembly.ts'
import type { Board, PinEdge } from './board.ts'
import { FirmwareLimitError, FirmwareStoppedError } from './errors.ts'
import type { Firmware, FirmwareMode } from './firmware.ts'
import type { Host } from './host.ts'
import { importCalls } from './imports/index.ts'
import { Jobs } from './jobs.ts'
import { FirmwareMemory } from './memory.ts'
import { type PageRequest, type PageResponse, Pages } from './pages.ts'
import { Requests } from './requests.ts'
import { RetainedVariables } from './retained.ts'
import type { Sandbox, Tenant } from './sandbox/sandbox.ts'
import { Sandboxes } from './sandbox/sandboxes.ts'
import { EndSignal } from './signals.ts'
import { Suspension } from './suspension.ts'
import { Tasks } from './tasks.ts'
import { trapError } from './traps.ts'
import type { VariableType, VariableValue } from './values.ts'

const DEFAULT_MODE: FirmwareMode = {
  system: 'automatic',
  threaded: false,
  productId: undefined,
  productVersion: undefined,
}

/** The application's calls, on its own stack: another task may have left its own stack pointer. */
const INITIALIZE = (sandbox: Sandbox): Promise<unknown> => onApplicationStack(sandbox).initialize()
const TURN = (sandbox: Sandbox): Promise<unknown> => onApplicationStack(sandbox).turn()
const PROCESS = (sandbox: Sandbox): Promise<unknown> => onApplicationStack(sandbox).process()

function onApplicationStack(sandbox: Sandbox): Sandbox {
  sandbox.stackPointer = sandbox.stackTop
  return sandbox
}

/**
 * A firmware. At most one call of the application is inside it at any time; its threads and interrupt handlers are
 * {@link Tasks}.
 */
export class FirmwareInstance implements Firmware {
  readonly #host: Host
  readonly #module: WasmModule
  readonly #sandboxes: Sandboxes
  readonly #tenant: Tenant
  /** Calls that are inside it, suspended or not. */
  #calls = 0
  /** Where it was when the last call ended. */
  #stackPointer = 0
  #state: Firmware['state'] = 'running'
  #failure: Error | undefined
  #turning: Promise<void> | undefined
  #processing: Promise<void> | undefined
  readonly #turned = (): void => {
    this.#turning = undefined
  }

  constructor(module: WasmModule, board: Board) {
    this.#module = module
    this.#sandboxes = Sandboxes.of(module)
    const memory = new FirmwareMemory()
    const suspension = new Suspension(board.time)
    this.#host = {
      board,
      memory,
      requests: new Requests(),
      pages: new Pages(),
      retained: new RetainedVariables(memory, board.retained),
      suspension,
      jobs: new Jobs(suspension),
      tasks: new Tasks(
        call => this.#call(call),
        error => this.#concludeTask(error),
      ),
      functions: [],
      variables: {},
      mode: DEFAULT_MODE,
      ready: false,
    }
    const imports = importCalls(this.#host, this.#sandboxes.imports)
    this.#tenant = { imports, memory, sandbox: undefined, image: undefined }
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
    return this.#enter(INITIALIZE)
  }

  turn(): Promise<void> {
    if (this.#turning) return this.#turning
    const turning = this.#processing ? this.#processing.then(() => this.#enter(TURN)) : this.#enter(TURN)
    this.#turning = turning
    turning.then(this.#turned, this.#turned)
    return turning
  }

  process(): Promise<void> {
    if (this.#turning) return Promise.resolve()
    this.#processing ??= this.#enter(PROCESS).finally(() => {
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

  async #enter(call: (sandbox: Sandbox) => Promise<unknown>): Promise<void> {
    this.#assertRunning()
    try {
      await this.#call(call)
    } catch (error) {
      if (error instanceof FirmwareLimitError) throw error
      this.#conclude(error)
    }
    // Another task may have ended the firmware while this one was suspended.
    if (this.#failure) throw this.#failure
  }

  #call(call: (sandbox: Sandbox) => Promise<unknown> | undefined): Promise<unknown> | undefined {
    const { suspension } = this.#host
    const sandbox = this.#sandboxes.enter(this.#tenant)
    const begun = suspension.begun
    let result: Promise<unknown> | undefined
    let isInside = false
    this.#calls++
    try {
      result = call(sandbox)
      isInside = suspension.begun !== begun
    } finally {
      // Not only when the promise settles, which is later: until then nobody else could have the sandbox.
      if (!isInside) this.#callEnded(sandbox)
    }
    return isInside ? result?.finally(() => this.#callEnded(sandbox)) : result
  }

  #callEnded(sandbox: Sandbox): void {
    this.#calls--
    this.#stackPointer = sandbox.stackPointer
    if (this.#calls > 0) return
    if (this.#state === 'running') this.#sandboxes.rest(this.#tenant)
    else this.#sandboxes.leave(this.#tenant)
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
    const failure = trapError(error, this.#module, this.#stackPointer)
    // Stopped meanwhile: nobody waits to hear how it would have gone on.
    if (this.#state !== 'running') return
    this.#failure = failure
    this.#end('trapped', failure)
    throw failure
  }

  #end(state: 'trapped' | 'reset' | 'stopped', reason: Error): void {
    this.#state = state
    this.#keepRetained()
    this.#host.tasks.end()
    this.#host.suspension.end(new EndSignal(state === 'reset' ? 'reset' : 'stopped'))
    this.#host.requests.rejectAll(reason)
    this.#host.pages.rejectAll(reason)
    if (this.#calls === 0) this.#sandboxes.leave(this.#tenant)
  }

  #keepRetained(): void {
    if (!this.#host.retained.used) return
    this.#sandboxes.enter(this.#tenant)
    this.#host.retained.keep()
  }

  #assertRunning(): void {
    if (this.#failure) throw this.#failure
    if (this.#state === 'reset' || this.#state === 'stopped') throw new FirmwareStoppedError(this.#state)
  }
}
