/// <reference path="../../../simulator/test/photon/softap/official-client.d.ts" />

import SoftAPSetup from '@particle/softap-setup'
import {
  configureWifi,
  connectToWifi,
  getAvailableAPs,
  getDeviceId,
  getPublicKey,
  type PhotonOptions,
  PhotonUnreachable,
  setClaimCode,
} from '@particle-setup/host/client'
import { describe, expect, test } from 'vitest'
import { addressOf, GENERATIONS, listeningPhoton, online, TRANSPORTS } from './photon.ts'

const CODE = 'rqH0rQUgVQoI1Nz/kP7BqA7Xc4VmS9mjuYlUZoTxs8H7yVJdN+wGz1aJ0xuXpVf'

/** A host up to the step that ends listening mode. */
async function configure(photon: PhotonOptions, ssid: string, password?: string): Promise<string> {
  const { deviceId } = await getDeviceId(photon)
  const wifiObj = (await getAvailableAPs(photon)).find(network => network.ssid === ssid)
  expect(wifiObj).toBeDefined()
  const publicKey = await getPublicKey(photon)
  await setClaimCode({ ...photon, claimCode: CODE })
  await configureWifi({ ...photon, wifiObj: wifiObj ?? { ssid, sec: 0 }, password, publicKey })
  return deviceId
}

/** Particle's client does the same; it shares no queue with ours. */
async function configureOfficially(photon: { host: string; port: number }, ssid: string): Promise<string> {
  const client = new SoftAPSetup({ ...photon, protocol: 'tcp' })
  const call = <T>(start: (done: (error: Error | null | undefined, answer: T) => void) => void): Promise<T> =>
    new Promise((resolve, reject) => start((error, answer) => (error ? reject(error) : resolve(answer))))
  const { id } = await call<{ id: string }>(done => client.deviceInfo(done))
  const networks = await call<{ ssid: string }[]>(done => client.scan(done))
  expect(networks.map(network => network.ssid)).toContain(ssid)
  await call(done => client.publicKey(done))
  await call(done => client.setClaimCode(CODE, done))
  const answer = await call<{ r: number }>(done => client.configure({ ssid, security: 'none' }, done))
  expect(answer).toEqual({ r: 0 })
  return id
}

describe.each(GENERATIONS)('two hosts at one Photon of %s at once', generation => {
  test.each([
    ['ours over TCP and over HTTP', 'http'],
    ["ours and Particle's over TCP", 'official'],
  ] as const)('%s are both served, each with answers to its own questions', async (_, second) => {
    const photon = await listeningPhoton({ generation })
    const tcp = addressOf(photon, 'tcp')
    const ids = await Promise.all([
      configure(tcp, 'HomeNet', 'correct-horse'),
      second === 'http'
        ? configure(addressOf(photon, 'http'), 'CafeOpen')
        : configureOfficially(tcp, 'CafeOpen'),
    ])
    expect(ids).toEqual([photon.id, photon.id])
    const names = photon.flash.networks.map(({ ssid }) => Buffer.from(ssid).toString())
    expect(names.toSorted()).toEqual(['CafeOpen', 'HomeNet'])
    expect(Buffer.from(photon.flash.claimCode ?? []).toString()).toBe(CODE)

    const [connected] = await Promise.all([connectToWifi(tcp), online(photon)])
    expect(connected.confirmed).toBe(true)
  })

  test('whoever says connect first ends it for both', async () => {
    const photon = await listeningPhoton({ generation })
    const [tcp, http] = TRANSPORTS.map(transport => addressOf(photon, transport))
    await configure(tcp ?? {}, 'CafeOpen')
    const [outcomes] = await Promise.all([
      Promise.allSettled([connectToWifi(tcp), connectToWifi(http)]),
      online(photon),
    ])
    const confirmed = outcomes.filter(({ status, ...rest }) =>
      status === 'fulfilled' && 'value' in rest ? rest.value.confirmed : false,
    )
    expect(confirmed.length).toBeGreaterThanOrEqual(1)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(PhotonUnreachable)
    }
  })
})
