import { type SettledAction, settle } from './action.ts'
import type { Command, CommandContext } from './commands/command.ts'
import { createSerialQueue } from './serial-queue.ts'

/** Runs commands for both transports. */
export type Dispatch = (command: Command, body: string) => Promise<SettledAction>

/**
 * The firmware has one object for each command and shares it between TCP and HTTP, so one command
 * runs at a time, whoever asked.
 */
export function createDispatcher(context: CommandContext): Dispatch {
  const queue = createSerialQueue()
  return (command, body) => queue(() => settle(command.run(body, context)))
}
