import { type Action, CLOSE, type SettledAction, settle } from './action.ts'
import type { CommandContext } from './commands/command.ts'
import { COMMANDS } from './commands/index.ts'
import { createSerialQueue } from './serial-queue.ts'

/** Runs a command for either transport. A name that is no command closes the connection. */
export type Dispatch = (name: string, body: string) => Promise<SettledAction>

/**
 * Decides a command's action in its stead, to make it fail: silence, a closed connection, another answer.
 *
 * @returns `undefined` to let the command run.
 */
export type Interceptor = (name: string, body: string) => Action | undefined

/**
 * The firmware has one object for each command and shares it between TCP and HTTP, so one command
 * runs at a time, whoever asked.
 */
export function createDispatcher(context: CommandContext, intercept?: Interceptor): Dispatch {
  const queue = createSerialQueue()
  return (name, body) =>
    queue(() => settle(intercept?.(name, body) ?? COMMANDS.get(name)?.run(body, context) ?? CLOSE))
}
