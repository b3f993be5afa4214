import { join } from 'node:path'
import { type Io, paint, type StepPrinter } from '@particle-setup/cli'
import { compile } from '@particle-setup/device-os-wasm/compile'
import { createMemoryRegistry, InvalidInput } from '@particle-setup/host'
import { createSimulator, type LedSignal, type Simulator } from '@particle-setup/simulator'
import { ROOT } from '../workspace.ts'
import type { Stage } from './stage.ts'

interface Wishes {
  readonly speed: number
  readonly ssid: string | undefined
  readonly password: string | undefined
}

/** What people call a fast blink. */
const FAST_BLINK_MS = 100

/** Compiles the firmware and starts a simulator that runs it. */
export async function simulatedStage(io: Io, printer: StepPrinter, wishes: Wishes): Promise<Stage> {
  const { speed } = wishes
  printer.step({ step: 'firmware', status: 'started' })
  const firmware = await compile(join(ROOT, 'firmware'), {
    signal: io.signal,
    onProgress: step => io.status(`… ${step}`),
  })
  printer.step({
    step: 'firmware',
    status: 'done',
    ms: Math.round(firmware.elapsedMs),
    detail: `${Math.round(firmware.wasm.length / 1024)} KB of WebAssembly${firmware.cached ? ', from the cache' : ''}`,
  })

  const startedAt = performance.now()
  printer.step({ step: 'simulator', status: 'started' })
  await using started = new AsyncDisposableStack()
  const simulator = started.use(await createSimulator({ firmware, speed, signal: io.signal }))
  const photon = simulator.photons[0]
  if (photon?.softap === undefined) throw new Error('the Photon did not enter listening mode')
  printer.step({
    step: 'simulator',
    status: 'done',
    ms: Math.round(performance.now() - startedAt),
    detail: `cloud at ${simulator.cloud.url}, ${photon.ssid} at ${photon.softap.host}:${photon.softap.tcp}`,
  })
  showLed(io, printer, photon.led)
  started.defer(photon.on('led', led => showLed(io, printer, led)))

  const { defaults, url } = simulator.cloud
  const wifi = wifiFor(simulator, wishes)
  const open = started.move()
  return {
    config: {
      apiUrl: url,
      product: defaults.product.slug,
      oauthClient: defaults.client.id,
      oauthSecret: defaults.client.secret,
    },
    photon: { host: photon.softap.host, port: photon.softap.tcp },
    ...wifi,
    registry: createMemoryRegistry(),
    speed,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}

/** The network in the simulator's air, its password filled in. */
function wifiFor(
  simulator: Simulator,
  { ssid = 'HomeNet', password }: Wishes,
): Pick<Stage, 'wifiObj' | 'password'> {
  const networks = simulator.air.networks().map(one => ({ ...one, ssid: new TextDecoder().decode(one.ssid) }))
  const network = networks.find(one => one.ssid === ssid)
  if (network === undefined && password === undefined) {
    const names = networks.map(one => one.ssid).join(', ')
    throw new InvalidInput('ssid', `there is no network "${ssid}" in the simulated air: choose ${names}`)
  }
  // With a password, a network that is not there is for the Photon to find out.
  const { sec, channel } = network ?? { sec: 0x0040_0004, channel: 6 }
  return { wifiObj: { ssid, sec, ch: channel }, password: password ?? network?.password }
}

function showLed(io: Io, printer: StepPrinter, { color, pattern, periodMs }: LedSignal): void {
  const named = color === 'cyan' || color === 'green' || color === 'red' ? color : 'dim'
  const fast = periodMs !== undefined && periodMs <= FAST_BLINK_MS ? 'fast ' : ''
  printer.say(paint(io, 'dim', '    LED ') + paint(io, named, `${color}, ${fast}${pattern}`))
}
