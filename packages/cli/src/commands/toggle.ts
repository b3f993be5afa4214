import { toggleStream } from '@particle-setup/host'
import { Argument, Command } from 'commander'
import { accessDevice, addDeviceAccessOptions, type DeviceAccessOptions } from '../device-access.ts'
import type { Io } from '../io.ts'
import { jsonOption, timeoutOption } from '../options.ts'

interface ToggleOptions extends DeviceAccessOptions {
  readonly timeout: number
  readonly json: boolean
}

const MEANINGS: ReadonlyMap<number, string> = new Map([
  [1, 'streaming'],
  [0, 'stopped'],
])

/** `particle-setup toggle`: the firmware's function `toggleStream`. */
export function toggleCommand(io: Io): Command {
  const command = new Command('toggle')
    .summary("switch a device's sensor stream")
    .description("Calls the firmware's function toggleStream: on, off, or whatever it is not.")
    .addArgument(new Argument('[to]', 'what to switch to; left out, it flips').choices(['on', 'off']))
    .addOption(timeoutOption(15, 'the call'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  particle-setup toggle off --email a@b.example
  particle-setup toggle --json`,
    )
  return addDeviceAccessOptions(command).action(async (to: string | undefined, options: ToggleOptions) => {
    const access = await accessDevice(io, options)
    const value = await toggleStream({
      ...access,
      argument: to ?? '',
      signal: io.signal,
      timeoutMs: options.timeout * 1000,
    })
    if (options.json) io.out(JSON.stringify({ ok: true, deviceId: access.deviceId, value }))
    else io.out(MEANINGS.get(value) ?? `the firmware answered ${value}`)
  })
}
