import {
  configureWifi,
  connectToWifi,
  getAvailableAPs,
  SECURITY,
  type SecurityName,
} from '@particle-setup/host/client'
import { securityKind } from '@particle-setup/protocol/softap'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressOf, GENERATIONS, listeningPhotons, online, TRANSPORTS } from './photon.ts'

/** A network, and what a Photon keeps of its key. */
interface Network {
  readonly ssid: string
  readonly security: SecurityName
  readonly password: string | undefined
  /** Before the Photon decodes a WEP key: its index, its length, its digits. */
  readonly key: string
}

const bytesOf = (text: string): number => Buffer.byteLength(text)

/** A mix that reaches every length of UTF-8, ASCII often enough for long names. */
const character = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)

/** What the client lets through: no quote, no backslash, no control character. */
const UNSTORABLE = /["\\\p{Cc}]/u
const ssid = fc
  .string({ unit: character, minLength: 1, maxLength: 32 })
  .filter(text => bytesOf(text) <= 32 && !UNSTORABLE.test(text))

const pskNetwork = fc.record({
  ssid,
  security: fc.constantFrom<SecurityName>('wpa_tkip', 'wpa_aes', 'wpa_mixed', 'wpa2_aes', 'wpa2_mixed'),
  password: fc
    .string({ unit: character, minLength: 2, maxLength: 64 })
    .filter(text => bytesOf(text) >= 8 && bytesOf(text) <= 64 && !text.includes('\0')),
})

const hexDigits = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
const wepNetwork = fc.record({
  ssid,
  security: fc.constant<SecurityName>('wep_psk'),
  password: fc.oneof(
    hexDigits(10),
    hexDigits(26),
    ...[5, 13].map(length => fc.string({ unit: 'grapheme-ascii', minLength: length, maxLength: length })),
  ),
})

const openNetwork = fc.record({
  ssid,
  security: fc.constant<SecurityName>('none'),
  password: fc.constant(undefined),
})

const network: fc.Arbitrary<Network> = fc
  .oneof({ weight: 4, arbitrary: pskNetwork }, wepNetwork, openNetwork)
  .map(one => ({ ...one, key: keyOf(one.security, one.password ?? '') }))

function keyOf(security: SecurityName, password: string): string {
  if (security !== 'wep_psk') return password
  const digits =
    password.length === 10 || password.length === 26 ? password : Buffer.from(password).toString('hex')
  return digits.length === 10 ? `0005${digits}` : `000d${digits}`
}

/** The longest of each, and names that look like the protocol's own. */
const EDGES: Network[] = [
  ['a'.repeat(32), 'p'.repeat(64)],
  ['ä'.repeat(16), 'ü'.repeat(32)],
  ['🏡🏡🏡🏡🏡🏡🏡🏡', '🔑🔑'],
  ['\uFEFFmarked', 'f'.repeat(64)],
  [' ', '        '],
  ["{'r':0}]}", '{"r":0}\n\n'],
].map(([name = '', password = '']) => ({ ssid: name, security: 'wpa2_aes', password, key: password }))

/** Each on a Photon of its own. */
const RUNS = 60

describe.each(GENERATIONS)('a Photon of %s', generation => {
  test.each(TRANSPORTS)(
    'keeps, and joins, any network that our client gives it over %s',
    { timeout: 60_000 },
    async transport => {
      const simulator = await listeningPhotons(RUNS, { generation })
      for (const { ssid } of simulator.air.networks()) simulator.air.remove(ssid)
      const photons = simulator.photons.values()

      const isKeptAndJoined = async ({ ssid, security, password, key }: Network): Promise<void> => {
        const { value: photon } = photons.next()
        if (photon === undefined) throw new Error('there are more runs than Photons')
        const sec = SECURITY[security]
        simulator.air.add(password === undefined ? { ssid, sec } : { ssid, sec, password })
        const address = addressOf(photon, transport)
        const [wifiObj] = await getAvailableAPs(address)
        expect(wifiObj).toMatchObject({ ssid, sec })
        await configureWifi({ ...address, wifiObj: wifiObj ?? { ssid, sec }, password })

        const decodesWep = security === 'wep_psk' && generation === 'gen-b'
        expect(photon.flash.networks).toHaveLength(1)
        const [stored] = photon.flash.networks
        expect(Buffer.from(stored?.ssid ?? []).toString()).toBe(ssid)
        expect(stored?.security).toBe(securityKind(sec))
        expect(Buffer.from(stored?.password ?? [])).toEqual(Buffer.from(key, decodesWep ? 'hex' : 'utf8'))

        const [connected] = await Promise.all([connectToWifi(address), online(photon)])
        expect(connected).toEqual({ confirmed: true })
        await photon.powerOff()
        simulator.air.remove(ssid)
      }
      await fc.assert(fc.asyncProperty(network, isKeptAndJoined), {
        numRuns: RUNS,
        examples: EDGES.map(edge => [edge]),
        endOnFailure: true,
      })
    },
  )
})
