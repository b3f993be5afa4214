import { once } from 'node:events'
import type { Simulator, SimulatorInfo } from '@particle-setup/simulator'
import { Command, Option } from 'commander'
import type { Io } from '../io.ts'
import { integer, jsonOption } from '../options.ts'
import { paint } from '../output/paint.ts'
import { simulationEnvironment } from '../simulation/environment.ts'
import { narrate } from '../simulation/narrate.ts'
import { addSimulationOptions, type SimulationOptions } from '../simulation/options.ts'
import { startSimulation } from '../simulation/start.ts'
import { watchProject } from '../simulation/watch.ts'

interface SimulateOptions extends SimulationOptions {
  readonly host: string
  readonly port: number
  readonly json: boolean
  readonly watch?: true
}

const DEFAULT_PORTS = { cloud: 8080, softapHttp: 8081, softapTcp: 5609 }

/** `particle-setup simulate`: a cloud and Photons until a signal ends them. */
export function simulateCommand(io: Io): Command {
  const command = new Command('simulate')
    .summary('run a Particle Cloud and Photons with the real firmware')
    .description(
      'Runs a Particle Cloud and any number of Photons that run the real firmware, until Ctrl-C. ' +
        `The cloud listens on port ${DEFAULT_PORTS.cloud}, the first Photon's SoftAP on ` +
        `${DEFAULT_PORTS.softapHttp} (HTTP) and ${DEFAULT_PORTS.softapTcp} (TCP), the next Photon's one above, and so on. ` +
        'Tells what the Photons do, and what their firmware prints and why it crashed.',
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(
      new Option('--port <n>', "the cloud's port; 0 takes any free port for everything")
        .argParser(integer(0, 65_535))
        .default(DEFAULT_PORTS.cloud),
    )
    .option('--watch', 'compile the project when a file of it is saved, and have the Photons run it')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  particle-setup simulate
  particle-setup simulate --photons 10 --speed 10
  particle-setup simulate --firmware ./blink --claimed --watch
  particle-setup simulate --world office.yaml --state ./state
  particle-setup simulate --port 0 --json      one line of JSON once all is listening`,
    )
  return addSimulationOptions(command).action(async (options: SimulateOptions) => {
    const anyPort = options.port === 0
    await using simulator = await startSimulation(io, options, {
      host: options.host,
      cloud: options.port,
      softapHttp: anyPort ? 0 : DEFAULT_PORTS.softapHttp,
      softapTcp: anyPort ? 0 : DEFAULT_PORTS.softapTcp,
    })
    const info = await simulator.info()
    if (options.json) io.out(JSON.stringify(info))
    else {
      for (const line of describe(io, info)) io.out(line)
      for (const line of flashedPrograms(simulator, options)) io.err(line)
      narrate(io, simulator)
    }

    if (options.watch) await watchProject(io, simulator, options.firmware)
    else if (!io.signal.aborted) await once(io.signal, 'abort')
    if (!options.json) io.err('stopping')
  })
}

/** A program that was flashed stays, as on a Photon: who names another one should know why it does not run. */
function flashedPrograms({ photons }: Simulator, { firmware }: SimulateOptions): string[] {
  const flashed = photons.filter(photon => photon.snapshot().firmware?.flashed)
  if (firmware === undefined || flashed.length === 0) return []
  const who = flashed.length === 1 ? `${flashed[0]?.ssid} runs` : `${flashed.length} Photons run`
  return [`note: ${who} what was flashed, not ${firmware}; that is for Photons that were not`]
}

function describe(io: Io, info: SimulatorInfo): string[] {
  const shown = info.photons.slice(0, 10)
  const networks = info.networks.map(network =>
    network.password === undefined
      ? `${network.ssid} (open)`
      : `${network.ssid} (password ${network.password})`,
  )
  return [
    `${paint(io, 'bold', 'Particle Cloud')}  ${info.cloud}   control ${info.control}`,
    `${paint(io, 'bold', 'Wi-Fi')}           ${networks.join(', ')}`,
    ...shown.map(
      photon =>
        `${paint(io, 'bold', photon.ssid.padEnd(15))} ${photon.id}  ${photon.state}  ` +
        (photon.softap
          ? `SoftAP ${photon.softap.host} http ${photon.softap.http} tcp ${photon.softap.tcp}`
          : 'not in listening mode'),
    ),
    ...(info.photons.length > shown.length ? [`… and ${info.photons.length - shown.length} more`] : []),
    '',
    paint(io, 'dim', 'For commands and tests in another terminal:'),
    ...Object.entries(simulationEnvironment(info)).map(([name, value]) => `export ${name}=${value}`),
    '',
    paint(io, 'dim', 'particle-cli reads none of these; a profile of its own points it here:'),
    `particle config simulator && particle config set apiUrl ${info.cloud}`,
    `particle login --username ${info.user.username} --password ${info.user.password}`,
    `${paint(io, 'dim', '… and back to your own: ')}particle config particle`,
    '',
    paint(io, 'dim', 'Ctrl-C ends it.'),
  ]
}
