import type { PinEdge } from './board.ts'
import type { PageRequest, PageResponse } from './pages.ts'
import type { VariableType, VariableValue } from './values.ts'

/** How the firmware wants to be run. Source: Device OS v2.3.1 system/src/system_mode.cpp. */
export interface FirmwareMode {
  readonly system: 'automatic' | 'semi-automatic' | 'manual'
  /** `SYSTEM_THREAD(ENABLED)`: `setup()` and `loop()` run whether or not the cloud is there. */
  readonly threaded: boolean
  /** From `PRODUCT_ID`/`PRODUCT_VERSION`; `undefined` when the firmware states none. */
  readonly productId: number | undefined
  readonly productVersion: number | undefined
}

/** A firmware that is running on a board. */
export interface Firmware {
  readonly mode: FirmwareMode
  /** `running` until it trapped (`failure` says how), was reset by itself, or was stopped. */
  readonly state: 'running' | 'trapped' | 'reset' | 'stopped'
  readonly failure: Error | undefined
  /** What `setup()` has registered so far. */
  readonly functions: readonly string[]
  readonly variables: Readonly<Record<string, VariableType>>
  /** `setup()` has returned. */
  readonly ready: boolean
  /** It has called `softap_set_application_page_handler()`. */
  readonly servesPages: boolean

  /**
   * One turn of the device's main loop: background work, then `setup()` the first time or `loop()`,
   * where the mode lets the application run. Settles when the turn is over, which a firmware inside
   * `delay()` puts off; a call while a turn is under way answers the same promise.
   *
   * @throws FirmwareTrapError when the firmware trapped; `state` is `trapped` from then on. FirmwareLimitError when
   *   too many others of this process wait inside a call; `state` stays, and a later turn may go.
   */
  turn(): Promise<void>

  /**
   * Background work alone: answers the requests below, without `loop()`. Does nothing while a turn is
   * under way, because the firmware does it there itself, as on the device.
   */
  process(): Promise<void>

  /**
   * Queues a cloud function call; it runs in background work.
   *
   * @throws FirmwareStoppedError when the firmware ends before it answered.
   */
  callFunction(name: string, argument: string): Promise<number>
  /** Reads a cloud variable, in background work. `undefined` for a name that is not registered. */
  readVariable(name: string): Promise<VariableValue | undefined>
  /** Queues an event for the firmware's subscription handlers (prefix match). */
  deliverEvent(name: string, data: string | null): void
  /**
   * `System.on` events: bit and parameter as in Device OS. The handlers run in background work, or, by `interrupt`, as
   * soon as the firmware is suspended and allows it; then the promise settles, also when the firmware ends before.
   */
  deliverSystemEvent(event: number, parameter: number, by?: 'background' | 'interrupt'): Promise<void>

  /**
   * The level of an input pin has changed. Runs what `attachInterrupt()` set for it, ends a `System.sleep()` that
   * waits for it, as soon as the firmware is suspended.
   */
  deliverEdge(pin: number, edge: PinEdge): void

  /**
   * Has the firmware's page handler serve a request, in background work, one at a time. Without a handler
   * the response has neither status nor body.
   *
   * @throws FirmwareStoppedError when the firmware ends before it has.
   */
  servePage(request: PageRequest): Promise<PageResponse>

  /** Ends the firmware wherever it is, also inside an endless loop. Idempotent. */
  stop(): Promise<void>
}
