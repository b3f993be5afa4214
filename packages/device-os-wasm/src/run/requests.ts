import { UnknownFunctionError } from './errors.ts'
import type { FirmwareMemory } from './memory.ts'
import type { VariableValue } from './values.ts'

type Request =
  | { readonly kind: typeof FUNCTION; readonly id: number; readonly name: string; readonly data: string }
  | { readonly kind: typeof VARIABLE; readonly id: number; readonly name: string }
  | { readonly kind: typeof EVENT; readonly name: string; readonly data: string | null }
  | {
      readonly kind: typeof SYSTEM_EVENT
      readonly event: number
      readonly parameter: number
      /** Settles what its sender waits for. */
      handled(): void
    }

/** `board::RequestKind` of wiring/src/board.h. */
const FUNCTION = 1
const VARIABLE = 2
const EVENT = 3
const SYSTEM_EVENT = 4

/** Offsets and sizes in bytes of `board::Request`. */
const LAYOUT = { id: 0, event: 4, parameter: 8, hasData: 12, name: 16, nameSize: 65, data: 81, dataSize: 623 }

type Answer = number | VariableValue | undefined

interface Pending {
  readonly name: string
  readonly kind: typeof FUNCTION | typeof VARIABLE
  resolve(answer: Answer): void
  reject(error: Error): void
}

/** What the outside wants of the firmware, until the firmware takes it and answers. */
export class Requests {
  readonly #queue: Request[] = []
  readonly #pending = new Map<number, Pending>()
  #handled: (() => void) | undefined
  #lastId = 0

  callFunction(name: string, data: string): Promise<Answer> {
    return this.#ask(FUNCTION, name, id => ({ kind: FUNCTION, id, name, data }))
  }

  readVariable(name: string): Promise<Answer> {
    return this.#ask(VARIABLE, name, id => ({ kind: VARIABLE, id, name }))
  }

  event(name: string, data: string | null): void {
    this.#queue.push({ kind: EVENT, name, data })
  }

  /** Settles when the firmware has handled it, or ends. */
  systemEvent(event: number, parameter: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#queue.push({ kind: SYSTEM_EVENT, event, parameter, handled: resolve })
    return promise
  }

  get waiting(): boolean {
    return this.#queue.length > 0
  }

  /** Hands the next request to the firmware. Answers its kind, 0 when there is none. */
  poll(memory: FirmwareMemory, pointer: number): number {
    // It asks for the next one when it is done with the one before.
    this.#handled?.()
    this.#handled = undefined
    const request = this.#queue.shift()
    if (!request) return 0
    if (request.kind === SYSTEM_EVENT) {
      this.#handled = request.handled
      memory.putInt32(pointer + LAYOUT.event, request.event)
      memory.putInt32(pointer + LAYOUT.parameter, request.parameter)
      return request.kind
    }
    const data = 'data' in request ? request.data : null
    memory.putInt32(pointer + LAYOUT.id, 'id' in request ? request.id : 0)
    memory.putInt32(pointer + LAYOUT.hasData, data === null ? 0 : 1)
    memory.putText(pointer + LAYOUT.name, LAYOUT.nameSize, request.name)
    memory.putText(pointer + LAYOUT.data, LAYOUT.dataSize, data ?? '')
    return request.kind
  }

  answer(id: number, answer: Answer): void {
    this.#take(id)?.resolve(answer)
  }

  /** The firmware has nothing of that name: a call fails, a variable has no value. */
  unknown(id: number, functions: readonly string[]): void {
    const pending = this.#take(id)
    if (pending?.kind === FUNCTION) pending.reject(new UnknownFunctionError(pending.name, functions))
    else pending?.resolve(undefined)
  }

  /** Ends everything that waits. */
  rejectAll(error: Error): void {
    this.#handled?.()
    for (const request of this.#queue.splice(0)) if (request.kind === SYSTEM_EVENT) request.handled()
    for (const pending of this.#pending.values()) pending.reject(error)
    this.#pending.clear()
  }

  #ask(kind: Pending['kind'], name: string, request: (id: number) => Request): Promise<Answer> {
    this.#lastId = (this.#lastId + 1) | 0
    const id = this.#lastId
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    this.#pending.set(id, { kind, name, resolve, reject })
    this.#queue.push(request(id))
    return promise
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    return pending
  }
}
