/**
 * A simulator with that many Photons, which run the real firmware, and its cloud, in a process of its own.
 * Nothing in it waits for simulated time. The Photons' keys are made beforehand, as in the factory.
 */
import { join } from 'node:path'
import { compile } from '@particle-setup/device-os-wasm/compile'
import { createSimulator, type Photon } from '@particle-setup/simulator'
import { ROOT } from '../../lib/workspace.ts'
import { tellParent, untilReleased } from '../lib/child.ts'
import type { FleetNews } from './messages.ts'
import { NETWORKS } from './network.ts'

/** The delays of a Photon that has none. */
const AT_ONCE = {
  scanMs: 0,
  joinMs: 0,
  dhcpMs: 0,
  cloudConnectMs: 0,
  handshakeMs: 0,
  softApStopMs: 0,
}

/** How long a Photon waits for its ports; idle connections end within seconds. */
const PORT_LIMIT_MS = 30_000

const count = Number(process.argv[2])
await using simulator = await createSimulator({
  photons: count,
  firmware: await compile(join(ROOT, 'firmware')),
  networks: NETWORKS,
  profile: AT_ONCE,
})
const { photons, cloud } = simulator
await Promise.all(photons.map(photon => photon.flash.keyPair(simulator.clock)))

let cpuWhenListening = process.cpuUsage()
const online = new Set<Photon>()
for (const photon of photons) {
  photon.on('state', ({ to }) => {
    if (to !== 'online') return
    online.add(photon)
    if (online.size < count) return
    const { user, system } = process.cpuUsage(cpuWhenListening)
    tell({ kind: 'online', cpuMs: (user + system) / 1000 })
  })
}

process.on('message', () => {
  listenAgain().catch(error => {
    console.error(error)
    process.exit(1)
  })
})
tellListening()
await untilReleased()

/** Takes every Photon's networks and switches it off and on; it then has its ports again. */
async function listenAgain(): Promise<void> {
  await Promise.all(photons.map(photon => photon.powerOff()))
  for (const { flash } of photons) flash.clearNetworks()
  await Promise.all(photons.map(switchOn))
  online.clear()
  tellListening()
}

/** A Photon keeps its ports, and a client's connection may hold one of them for the moment. */
async function switchOn(photon: Photon): Promise<void> {
  const giveUpMs = performance.now() + PORT_LIMIT_MS
  while (photon.state === 'off') {
    try {
      await photon.powerOn()
    } catch (error) {
      if (performance.now() > giveUpMs || !isPortTaken(error)) throw error
      await simulator.clock.sleep(100)
    }
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'softap-port-taken'
}

function tellListening(): void {
  const { product, client } = cloud.defaults
  cpuWhenListening = process.cpuUsage()
  tell({
    kind: 'listening',
    photons: photons.map(({ id, softap }) => {
      if (softap === undefined) throw new Error(`Photon ${id} is not in listening mode`)
      return { tcp: softap.tcp, http: softap.http }
    }),
    cloud: {
      apiUrl: cloud.url,
      product: product.slug,
      oauthClient: client.id,
      oauthSecret: client.secret,
    },
  })
}

function tell(news: FleetNews): void {
  tellParent({ ...news })
}
