import {
  type Board,
  type Firmware,
  FirmwareLimitError,
  type PageRequest,
  type PageResponse,
  type PinEdge,
} from '@particle-setup/device-os-wasm/run'
import type { RunFirmware } from '../../../src/photon/index.ts'

/** A program as a test states it, in place of a compiled one. */
export interface Script {
  threaded?: boolean
  system?: Firmware['mode']['system']
  /** As with compiled programs, an automatic one that is not threaded runs this once the cloud is there. */
  setup?(board: Board): void
  loop?(board: Board): void | Promise<void>
  functions?: Record<string, (argument: string) => number>
  variables?: Record<string, number>
  onEvent?(name: string, data: string | null): void
  onSystemEvent?(event: number, parameter: number, board: Board): void
  onEdge?(pin: number, edge: PinEdge): void
  /** Its page handler. */
  page?(request: PageRequest): PageResponse
}

/** Runs a script with the scheduling rules of Device OS. Every start is told to `started`. */
export function scripted(script: Script = {}, started: (board: Board) => void = () => {}): RunFirmware {
  return board => {
    started(board)
    return new ScriptedFirmware(script, board)
  }
}

class ScriptedFirmware implements Firmware {
  state: Firmware['state'] = 'running'
  failure: Error | undefined
  ready = false
  readonly mode: Firmware['mode']
  readonly functions: readonly string[]
  readonly variables: Firmware['variables']
  private readonly script: Script
  private readonly board: Board
  private readonly requests: (() => void)[] = []
  private underWay: Promise<void> | undefined

  constructor(script: Script, board: Board) {
    this.script = script
    this.board = board
    this.mode = {
      system: script.system ?? 'automatic',
      threaded: script.threaded ?? false,
      productId: undefined,
      productVersion: undefined,
    }
    this.functions = Object.keys(script.functions ?? {})
    this.variables = Object.fromEntries(Object.keys(script.variables ?? {}).map(name => [name, 'int32']))
  }

  turn(): Promise<void> {
    this.underWay ??= this.oneTurn().finally(() => {
      this.underWay = undefined
    })
    return this.underWay
  }

  async process(): Promise<void> {
    if (this.underWay === undefined) this.answerAll()
  }

  callFunction(name: string, argument: string): Promise<number> {
    return this.inBackground(() => this.script.functions?.[name]?.(argument) ?? -1)
  }

  readVariable(name: string): Promise<number | undefined> {
    return this.inBackground(() => this.script.variables?.[name])
  }

  deliverEvent(name: string, data: string | null): void {
    this.requests.push(() => this.script.onEvent?.(name, data))
  }

  deliverSystemEvent(event: number, parameter: number, by = 'background'): Promise<void> {
    const handle = () => this.script.onSystemEvent?.(event, parameter, this.board)
    return by === 'interrupt' ? Promise.resolve(handle()) : this.inBackground(handle)
  }

  deliverEdge(pin: number, edge: PinEdge): void {
    this.script.onEdge?.(pin, edge)
  }

  get servesPages(): boolean {
    return this.script.page !== undefined
  }

  servePage(request: PageRequest): Promise<PageResponse> {
    return this.inBackground(() => {
      if (this.script.page === undefined) throw new Error('the script has no page handler')
      return this.script.page(request)
    })
  }

  async stop(): Promise<void> {
    this.state = 'stopped'
  }

  private inBackground<T>(work: () => T): Promise<T> {
    return new Promise(resolve => this.requests.push(() => resolve(work())))
  }

  private answerAll(): void {
    for (const request of this.requests.splice(0)) request()
  }

  private async oneTurn(): Promise<void> {
    this.answerAll()
    const { system, threaded } = this.mode
    if (system === 'automatic' && !threaded && !this.board.cloud?.connected()) return
    try {
      if (this.ready) await this.script.loop?.(this.board)
      else this.script.setup?.(this.board)
      this.ready = true
    } catch (error) {
      if (!(error instanceof FirmwareLimitError)) this.state = 'trapped'
      throw error
    }
  }
}
