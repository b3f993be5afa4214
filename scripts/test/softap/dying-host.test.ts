import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import {
  configureWifi,
  connectToWifi,
  encryptWifiPassword,
  getAvailableAPs,
  getDeviceId,
  getPublicKey,
  SECURITY,
  TimedOut,
} from '@particle-setup/host/client'
import type { Photon } from '@particle-setup/simulator'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressOf, GENERATIONS, listeningPhoton, online, TRANSPORTS } from './photon.ts'

type Transport = (typeof TRANSPORTS)[number]

const COMMANDS = ['device-id', 'scan-ap', 'public-key', 'set', 'configure-ap'] as const

/** Every request of a setup that a host may be in the middle of when it dies. */
async function requests(photon: Photon): Promise<Record<(typeof COMMANDS)[number], string>> {
  const publicKey = await getPublicKey(addressOf(photon, 'tcp'))
  const pwd = await encryptWifiPassword({ password: 'correct-horse', publicKey })
  return {
    'device-id': '',
    'scan-ap': '',
    'public-key': '',
    set: JSON.stringify({ k: 'cc', v: 'code of a host that died' }),
    'configure-ap': JSON.stringify({ idx: 0, ssid: 'HomeNet', pwd, sec: SECURITY.wpa2_aes, ch: 6 }),
  }
}

function encode(transport: Transport, command: string, body: string): string {
  if (transport === 'tcp') return `${command}\n${body.length}\n\n${body}`
  const head = body === '' ? `GET /${command} HTTP/1.1` : `POST /${command} HTTP/1.1`
  return `${head}\r\nHost: 192.168.0.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

/** Sends that much, and is gone: by a reset, or by an orderly end. */
async function die(
  photon: Photon,
  { transport, bytes, resets }: { transport: Transport; bytes: string; resets: boolean },
) {
  const { host, port } = addressOf(photon, transport)
  const socket: Socket = connect({ host, port, noDelay: true })
  await once(socket, 'connect')
  if (bytes !== '') await new Promise(resolve => socket.write(bytes, 'latin1', resolve))
  if (resets) socket.resetAndDestroy()
  else socket.destroy()
  await once(socket, 'close')
}

describe.each(GENERATIONS)('to a Photon of %s, a host that dies', generation => {
  test('at any byte of any request leaves it for the next one', { timeout: 60_000 }, async () => {
    const photon = await listeningPhoton({ generation })
    const bodies = await requests(photon)
    const death = fc.record({
      transport: fc.constantFrom(...TRANSPORTS),
      command: fc.constantFrom(...COMMANDS),
      /** 1 is the whole request, its answer unread. */
      sent: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
      resets: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(death, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...TRANSPORTS),
        async (deaths, next) => {
          await Promise.all(
            deaths.map(({ transport, command, sent, resets }) => {
              const request = encode(transport, command, bodies[command])
              const bytes = request.slice(0, Math.round(request.length * sent))
              return die(photon, { transport, bytes, resets })
            }),
          )
          const { deviceId } = await getDeviceId({ ...addressOf(photon, next), timeoutMs: 5_000 })
          expect(deviceId).toBe(photon.id)
        },
      ),
      { numRuns: 60, endOnFailure: true },
    )
    await provision(photon, 'tcp')
  })

  test.each(TRANSPORTS)('of impatience with a scan over %s leaves it, too', async transport => {
    const photon = await listeningPhoton({ generation, scanMs: 100 })
    const address = addressOf(photon, transport)
    await expect(getAvailableAPs({ ...address, timeoutMs: 20 })).rejects.toThrow(TimedOut)
    await provision(photon, transport)
  })
})

/** The next host's whole sequence. */
async function provision(photon: Photon, transport: Transport): Promise<void> {
  const address = addressOf(photon, transport)
  const networks = await getAvailableAPs(address)
  const wifiObj = networks.find(({ ssid }) => ssid === 'HomeNet')
  expect(wifiObj).toBeDefined()
  await configureWifi({ ...address, wifiObj: wifiObj ?? { ssid: '', sec: 0 }, password: 'correct-horse' })
  await Promise.all([connectToWifi(address), online(photon)])
}
