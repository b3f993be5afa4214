import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import {
  configureWifi,
  connectToWifi,
  getAvailableAPs,
  getDeviceId,
  getPublicKey,
  getVersion,
  provisionPhoton,
  setClaimCode,
} from '@particle-setup/host/client'
import SoftApEmulator from 'softap-emulator-js'
import { describe, expect, test } from 'vitest'
import { caught } from '../support/caught.ts'

/** As Particle's own client starts it for its tests. */
async function startEmulator() {
  const server = createServer(new SoftApEmulator().server()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    options: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    },
  }
}

const claimCode = 'asdfasdf'.padEnd(63, 'x')

describe('Particle’s own fake, which differs from a Photon', () => {
  test('C20: every verb takes its answers: no line feeds before, in pieces, boolean claimed, bare key, unknown security', async () => {
    await using emulator = await startEmulator()
    const { options } = emulator
    expect(await getDeviceId(options)).toEqual({
      deviceId: expect.stringMatching(/^[0-9a-f]{24}$/),
      claimed: false,
    })
    const networks = await getAvailableAPs(options)
    expect(networks).toContainEqual(expect.objectContaining({ sec: 1234 }))
    const publicKey = await getPublicKey(options)
    expect(publicKey).toHaveLength(162)
    await setClaimCode({ ...options, claimCode })
    const [wifiObj] = networks
    if (!wifiObj) throw new Error('the emulator hears no network')
    await configureWifi({ ...options, wifiObj, password: 'correct-horse', publicKey })
    expect(await connectToWifi(options)).toEqual({ confirmed: true })
  })

  test('C20: is provisioned from first to last', async () => {
    await using emulator = await startEmulator()
    const wifiObj = { ssid: 'test', sec: 1234 }
    const { deviceId } = await provisionPhoton({
      ...emulator.options,
      wifiObj,
      password: 'correct-horse',
      claimCode,
    })
    expect(deviceId).toMatch(/^[0-9a-f]{24}$/)
  })

  test('C20: its silence to a command it does not know ends at the limit', async () => {
    await using emulator = await startEmulator()
    expect(await caught(getVersion({ ...emulator.options, timeoutMs: 30 }))).toMatchObject({
      code: 'timed-out',
    })
  })
})
