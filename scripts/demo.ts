/**
 * The whole story, as a person would tell it: compile the firmware, start a simulator that runs it, put
 * a Photon into a customer's hands, watch its events, toggle the stream. With `--real` the same steps
 * run against a Photon on the desk and Particle's cloud.
 */
import { parseArgs } from 'node:util'
import { createStepPrinter, EXIT_CODES, printFailure, processIo } from '@particle-setup/cli'
import { InvalidInput } from '@particle-setup/host'
import { buildWorkspace } from './lib/build.ts'
import { realStage } from './lib/demo/real.ts'
import { simulatedStage } from './lib/demo/simulated.ts'
import { tellStory } from './lib/demo/story.ts'

const USAGE = `Usage: npm run demo -- [options]

Provisions a Photon, prints its events, toggles its stream off and on.

Options:
  --real               a Photon on the desk and Particle's cloud, from the environment
  --email <address>    the customer (default: customer@example.com)
  --ssid <name>        the network to join (default: HomeNet of the simulator; needed with --real)
  --password <text>    its password; PARTICLE_SETUP_WIFI_PASSWORD keeps it out of the process list
  --speed <n>          simulated seconds that pass in a real one (default: 5)
  --json               one JSON object a step, and last {"ok":true,…}
  --help               show this help

With --real the environment holds PARTICLE_PRODUCT, PARTICLE_OAUTH_CLIENT and PARTICLE_OAUTH_SECRET
(and PARTICLE_API_URL for another cloud than Particle's).

Examples:
  npm run demo
  npm run demo -- --json --speed 20
  npm run demo -- --real --ssid LabNet`

/** Faster than that, real time is too coarse for what the Photon waits for. */
const MOST_SPEED = 100

using io = processIo()
const json = process.argv.includes('--json')
try {
  process.exitCode = await main()
} catch (error) {
  process.exitCode = printFailure(io, error, json)
}

async function main(): Promise<number> {
  const { values } = parseOptions()
  if (values.help) {
    io.out(USAGE)
    return EXIT_CODES.done
  }
  const speed = Number(values.speed)
  if (!(speed > 0 && speed <= MOST_SPEED)) {
    throw new InvalidInput(
      'speed',
      `--speed is "${values.speed}": give a number above 0, at most ${MOST_SPEED}`,
    )
  }
  const printer = createStepPrinter(io, json)
  const installMs = Number(io.env['PARTICLE_SETUP_INSTALL_MS'] ?? 0)
  printer.step({ step: 'install', status: installMs > 0 ? 'done' : 'skipped', ms: installMs })
  await buildWorkspace(printer)

  await using stage = values.real
    ? realStage(io, printer, { ssid: values.ssid, password: values.password })
    : await simulatedStage(io, printer, {
        speed,
        ssid: values.ssid,
        password: values.password,
      })
  const result = await tellStory(stage, printer, { customerEmail: values.email, signal: io.signal })
  printer.fact(
    { ok: true, ...result },
    `\nPhoton ${result.deviceId}: ${result.events} events received, toggleStream answered ${result.toggled.join(', then ')}.`,
  )
  return EXIT_CODES.done
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        real: { type: 'boolean', default: false },
        email: { type: 'string', default: 'customer@example.com' },
        ssid: { type: 'string' },
        password: { type: 'string' },
        speed: { type: 'string', default: '5' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new InvalidInput('options', `${message}. See npm run demo -- --help`, { cause })
  }
}
