import { join } from 'node:path'
import { type CompiledFirmware, compile } from '@particle-setup/device-os-wasm/compile'
import { createSimulator, type Photon, type PhotonProfile, type Simulator } from '@particle-setup/simulator'
import { beforeAll, expect, onTestFinished } from 'vitest'
import { ROOT } from '../../lib/workspace.ts'

export const TRANSPORTS = ['tcp', 'http'] as const
export const GENERATIONS = ['gen-a', 'gen-b'] as const

/** A Photon for which nothing takes time. */
const AT_ONCE = {
  scanMs: 0,
  joinMs: 0,
  joinFailureMs: 0,
  dhcpMs: 0,
  cloudConnectMs: 0,
  handshakeMs: 0,
  softApStopMs: 0,
}

let firmware: CompiledFirmware
beforeAll(async () => {
  firmware = await compile(join(ROOT, 'firmware'))
})

/** Photons in listening mode that run the real firmware, gone when the test ends. A fault in one fails the test. */
export async function listeningPhotons(
  photons: number,
  profile: Partial<PhotonProfile> = {},
): Promise<Simulator> {
  const simulator = await createSimulator({ firmware, photons, profile: { ...AT_ONCE, ...profile } })
  const problems: Error[] = []
  for (const photon of simulator.photons) photon.on('problem', error => problems.push(error))
  onTestFinished(async () => {
    await simulator.close()
    expect(problems).toEqual([])
  })
  return simulator
}

export async function listeningPhoton(profile: Partial<PhotonProfile> = {}): Promise<Photon> {
  const [photon] = (await listeningPhotons(1, profile)).photons
  if (photon === undefined) throw new Error('the simulator has no Photon')
  return photon
}

/** Where a host finds the Photon. */
export function addressOf({ softap }: Photon, transport: (typeof TRANSPORTS)[number]) {
  if (softap === undefined) throw new Error('the Photon is not in listening mode')
  return { host: softap.host, port: softap[transport], transport }
}

/** Settles once the Photon is in the cloud. @throws when it is back in listening mode instead. */
export function online(photon: Photon): Promise<void> {
  if (photon.state === 'online') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const end = photon.on('state', ({ to }) => {
      if (to !== 'online' && to !== 'listening') return
      end()
      if (to === 'online') resolve()
      else reject(new Error('the Photon could not join and listens again'))
    })
  })
}
