/**
 * One Photon in listening mode, in a process of its own, that takes no time for what its radio takes
 * seconds for. It serves the simulator's setup protocol over real flash memory and a real key; when it is
 * told to connect it drops its connections, as a Photon does, and listens again on other ports.
 */
import { createFlash } from '../../../simulator/src/photon/index.ts'
import { type SoftApDevice, startSoftAp } from '../../../simulator/src/photon/softap/index.ts'
import { createAir, createRandom, createRealClock } from '../../../simulator/src/world/index.ts'
import { tellParent, untilReleased } from '../lib/child.ts'
import type { Given, Listening } from './messages.ts'
import { NETWORKS } from './network.ts'

const random = createRandom('bench')
const clock = createRealClock()
const air = createAir({ random, networks: NETWORKS })
const flash = createFlash({ random })
const keys = await flash.keyPair(clock)

let left = Promise.withResolvers<void>()

const device: SoftApDevice = {
  deviceId: flash.identity.deviceId,
  isClaimed: () => flash.claimed,
  publicKey: async () => keys.publicKeyDer,
  decryptRaw: async ciphertext => keys.decryptRaw(ciphertext),
  scan: async () => air.scan(),
  storeNetwork: network => flash.storeNetwork(network),
  setClaimCode: code => flash.setClaimCode(code),
  leaveListeningMode: () => left.resolve(),
}

async function listen(): Promise<never> {
  let given: Given | undefined
  while (true) {
    left = Promise.withResolvers()
    const softAp = await startSoftAp(device)
    const ports = { tcp: softAp.tcpPort, http: softAp.httpPort }
    const message: Listening = given ? { ports, given } : { ports }
    tellParent({ ...message })
    await left.promise
    await softAp.close()
    given = forget()
  }
}

/** Makes the Photon a new one, and answers what it was given. */
function forget(): Given {
  const [network] = flash.networks
  const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString()
  const given = {
    ssid: text(network?.ssid),
    password: text(network?.password),
    claimCode: text(flash.claimCode),
  }
  flash.clearNetworks()
  flash.setClaimCode(new Uint8Array())
  return given
}

await Promise.race([listen(), untilReleased()])
process.exit()
