import { expect, test } from 'vitest'
import { type AirNetwork, createAir, type JoinOutcome } from '../../src/world/index.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const PEAP = 25
const TLS = 13

interface User {
  type: number
  innerIdentity?: string
  password?: string
  clientCertificate?: string
}

function outcome(campus: Partial<AirNetwork>, user: User | undefined): JoinOutcome {
  const air = createAir({ networks: [{ ssid: 'Campus', sec: 0x0240_0004, ...campus }] })
  const key = bytes(user?.password ?? '')
  return air.join(bytes('Campus'), 'wpa2-enterprise', key, user && { ...NOBODY, ...user })
}

const NOBODY = { innerIdentity: '', clientCertificate: '' }
const joe = { type: PEAP, innerIdentity: 'joe', password: 'secret' }
const card = { type: TLS, clientCertificate: 'CERT\r\n' }
const forJoe = { identity: 'joe', password: 'secret' }
const forCards = { clientCertificate: 'CERT' }

test.for([
  ['joe with his password', forJoe, joe, 'joined'],
  ['joe with another password', forJoe, { ...joe, password: 'other' }, 'wrong-key'],
  ['somebody else with his password', forJoe, { ...joe, innerIdentity: 'jim' }, 'wrong-key'],
  ['anybody with the password, where nobody is named', { password: 'secret' }, joe, 'joined'],
  ['a certificate where a password is wanted', forJoe, card, 'wrong-key'],
  ['the right certificate', forCards, card, 'joined'],
  ['another certificate', forCards, { ...card, clientCertificate: 'OTHER' }, 'wrong-key'],
  ['a password where a certificate is wanted', forCards, joe, 'wrong-key'],
  ['joe, where cards do as well', { ...forJoe, ...forCards }, joe, 'joined'],
  ['a card, where joe does as well', { ...forJoe, ...forCards }, card, 'joined'],
  ['an EAP method that nobody knows', forJoe, { ...joe, type: 21 }, 'wrong-key'],
  ['anybody, where nothing is wanted', {}, joe, 'joined'],
  ['a device that uses no EAP', {}, undefined, 'wrong-key'],
] as const)('an enterprise network meets %s', ([, campus, user, expected]) => {
  expect(outcome(campus, user)).toBe(expected)
})

test('an enterprise network keeps its users when something else of it changes', () => {
  const air = createAir({ networks: [{ ssid: 'Campus', sec: 0x0240_0004, ...forJoe, ...forCards }] })
  air.change('Campus', { rssiDbm: -80 })
  expect(air.networks()[0]).toMatchObject({ ...forJoe, ...forCards, rssiDbm: -80 })
})

test('a home network does not ask who comes', () => {
  const user = { ...NOBODY, ...joe }
  expect(createAir().join(bytes('HomeNet'), 'wpa2', bytes('correct-horse'), user)).toBe('joined')
})
