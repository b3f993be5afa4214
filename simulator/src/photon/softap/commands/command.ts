import type { Action } from '../action.ts'
import type { SoftApDevice } from '../device.ts'
import type { SoftApProfile } from '../profile.ts'

export interface CommandContext {
  readonly device: SoftApDevice
  readonly profile: SoftApProfile
  /** Aborts when setup mode ends. */
  readonly signal: AbortSignal
  /** Told of a fault in the device that the protocol has at most a number for. */
  readonly onFault: (error: unknown) => void
}

/** One command of the setup protocol; bare over TCP, with a leading slash as the path over HTTP. */
export interface Command {
  readonly transports: 'tcp' | 'both'
  /** Whether TCP reads the announced body. HTTP hands over whatever body the request had. */
  readonly readsBody: boolean
  /**
   * @param body one character a byte; empty where there is none or it did not arrive whole.
   */
  run(body: string, context: CommandContext): Action
}
