import { getParticleStream, TimedOut } from '@particle-setup/host'
import { Command, Option } from 'commander'
import { accessDevice, addDeviceAccessOptions, type DeviceAccessOptions } from '../device-access.ts'
import type { Io } from '../io.ts'
import { integer, jsonOption, positive } from '../options.ts'
import { paint } from '../output/paint.ts'

interface StreamOptions extends DeviceAccessOptions {
  readonly name?: string
  readonly events?: number
  readonly timeout?: number
  readonly json: boolean
}

/** `particle-setup stream`: a device's events, a line each. */
export function streamCommand(io: Io): Command {
  const command = new Command('stream')
    .summary("print a device's events")
    .description("Prints a device's events as they come, until Ctrl-C or --events of them came.")
    .option('--name <prefix>', 'only events whose name begins so (default: all)')
    .addOption(new Option('--events <n>', 'end after this many').argParser(integer(1, 1_000_000_000)))
    .addOption(new Option('--timeout <seconds>', 'give up after this long').argParser(positive))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  particle-setup stream --email a@b.example
  particle-setup stream --name sensor --events 3 --timeout 30 --json`,
    )
  return addDeviceAccessOptions(command).action(async (options: StreamOptions) => {
    const { deviceId, token, apiUrl } = await accessDevice(io, options)
    const limit = options.timeout === undefined ? undefined : AbortSignal.timeout(options.timeout * 1000)
    const signal = limit === undefined ? io.signal : AbortSignal.any([io.signal, limit])
    try {
      await using stream = await getParticleStream({ deviceId, token, apiUrl, name: options.name, signal })
      stream.on('reconnecting', ({ reason }) => io.err(`${reason.message}; connecting again`))
      let left = options.events ?? Number.POSITIVE_INFINITY
      for await (const event of stream) {
        const { name, data, publishedAt } = event
        io.out(
          options.json
            ? JSON.stringify(event)
            : `${paint(io, 'dim', publishedAt.toISOString())}  ${paint(io, 'cyan', name)}  ${data ?? ''}`.trimEnd(),
        )
        if (--left === 0) return
      }
    } catch (error) {
      if (limit?.aborted && error === limit.reason) throw timedOut(options)
      throw error
    }
    // The stream ends without an error when the signal ends it.
    if (io.signal.aborted) return
    if (limit?.aborted) throw timedOut(options)
  })
}

function timedOut({ timeout = 0, events, name }: StreamOptions): TimedOut {
  const filter = name === undefined ? '' : `, and that its events' names begin with "${name}"`
  return new TimedOut(
    events === undefined ? 'streaming' : `waiting for ${events} events`,
    timeout * 1000,
    `Check that the device is online and streaming (particle-setup toggle on)${filter}`,
  )
}
