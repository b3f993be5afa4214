import {
  createFlash,
  createPhoton,
  type Flash,
  type Photon,
  type PhotonOptions,
  type StoredNetwork,
} from '../../../src/photon/index.ts'
import type { SoftApDevice } from '../../../src/photon/softap/index.ts'
import {
  type Air,
  createAir,
  createFaults,
  createRandom,
  createVirtualClock,
  type Faults,
  type VirtualClock,
} from '../../../src/world/index.ts'
import { FakeCloud } from './fake-cloud.ts'
import { scripted } from './scripted-firmware.ts'

/** A Photon on a desk, in a world of its own, with a cloud that answers. */
export interface Desk extends AsyncDisposable {
  readonly photon: Photon
  readonly clock: VirtualClock
  readonly air: Air
  readonly faults: Faults
  readonly cloud: FakeCloud
  readonly flash: Flash
  /** Every state the Photon has gone through since the last call, `off` left out. */
  states(): string[]
  /** The Photon's side of the setup protocol, while it listens. */
  readonly setup: SoftApDevice
  /** How often the setup network came up. */
  readonly opened: number
  /** What the setup protocol would do. */
  setUp(network: StoredNetwork, claimCode?: string): void
}

export const HOME: StoredNetwork = network('HomeNet', 'correct-horse')

export function network(ssid: string, password: string): StoredNetwork {
  return {
    ssid: Buffer.from(ssid),
    security: password === '' ? 'open' : 'wpa2',
    password: Buffer.from(password),
    channel: 6,
  }
}

export function desk(options: Partial<PhotonOptions> & { stored?: StoredNetwork[] } = {}): Desk {
  const clock = createVirtualClock()
  const random = createRandom('desk')
  const air = createAir({ random })
  const faults = createFaults()
  const cloud = new FakeCloud()
  const flash = options.flash ?? createFlash({ random })
  for (const stored of (options.stored ?? []).toReversed()) flash.storeNetwork(stored)

  let setup: SoftApDevice | undefined
  let opened = 0
  const photon = createPhoton({
    world: { clock, random, air, faults },
    flash,
    firmware: scripted(),
    connectToCloud: cloud.connect,
    startSoftAp: async (device, { tcpPort, httpPort }) => {
      setup = device
      opened++
      return {
        tcpPort: tcpPort || 5609,
        httpPort: httpPort || 8081,
        close: async () => {
          setup = undefined
        },
      }
    },
    ...options,
  })
  let states: string[] = []
  photon.on('state', ({ to }) => states.push(to))
  return {
    photon,
    clock,
    air,
    faults,
    cloud,
    flash,
    states() {
      const seen = states.filter(state => state !== 'off')
      states = []
      return seen
    },
    get setup() {
      if (setup === undefined) throw new Error(`the Photon does not listen, it is ${photon.state}`)
      return setup
    },
    get opened() {
      return opened
    },
    setUp(stored, claimCode) {
      if (claimCode !== undefined) this.setup.setClaimCode(Buffer.from(claimCode))
      this.setup.storeNetwork(stored)
      this.setup.leaveListeningMode()
    },
    async [Symbol.asyncDispose]() {
      await photon.close()
    },
  }
}
