import { configureWifi, encryptWifiPassword, setClaimCode } from '@particle-setup/host/client'
import {
  createDeviceCustomer,
  createParticleServer,
  generateClaimCode,
  getScopedClientToken,
  type ServerConfig,
} from '@particle-setup/host/server'
import { getParticleStream, toggleStream } from '@particle-setup/host/streaming'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRedact, redactCause } from '../../src/errors/redact.ts'
import { caught, everythingIn } from '../support/caught.ts'
import { type Handler, inTurn, startFakeCloud } from '../support/fake-cloud.ts'
import { healthy, photonKey, startFakePhoton } from '../support/fake-photon.ts'

/** A secret that cannot turn up by chance; with characters that change their spelling in URLs and JSON. */
const secret = fc
  .string({ unit: fc.constantFrom(...'aZ9 +/=&%"\\:é☕'), minLength: 4, maxLength: 40 })
  .map(text => `s3cr3t${text}`)

/** The header's alphabet, for tokens that get as far as the wire. */
const token = fc
  .string({ unit: fc.constantFrom(...'aZ9-_.~+/='), minLength: 4, maxLength: 40 })
  .map(text => `t0k3n${text}`)

const spellings = (text: string) => [
  text,
  JSON.stringify(text).slice(1, -1),
  encodeURIComponent(text),
  new URLSearchParams([['', text]]).toString().slice(1),
  Buffer.from(text).toString('base64'),
]

function expectHidden(error: unknown, ...secrets: string[]) {
  const seen = everythingIn(error)
  for (const text of secrets) for (const spelling of spellings(text)) expect(seen).not.toContain(spelling)
}

/** The rudest cloud: says back all it was told, in its error's text, in a redirect, or as the whole body. */
const echoing: Handler = inTurn(
  (request, response) => {
    const told = `${request.headers.authorization} ${request.body} ${JSON.stringify(request.form)}`
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: 'invalid_request', error_description: told }))
  },
  (request, response) => {
    const told = encodeURIComponent(`${request.headers.authorization} ${request.body}`)
    response.writeHead(302, { location: `http://elsewhere.example/?${told}` }).end()
  },
  (request, response) => {
    response.writeHead(200).end(`${request.headers.authorization} ${request.body}`)
  },
)

test('no error of a back-end’s verb holds the client’s secret, the administrator’s password or a token', async () => {
  await fc.assert(
    fc.asyncProperty(secret, secret, token, async (oauthSecret, adminPassword, scopedToken) => {
      await using cloud = await startFakeCloud(echoing)
      const config: ServerConfig = {
        apiUrl: cloud.url,
        product: 'photon-kit',
        oauthClient: 'photon-kit-1001',
        oauthSecret,
        adminUsername: 'dev@particle.test',
        adminPassword,
      }
      const customerEmail = 'ada@example.com'
      const basic = `photon-kit-1001:${oauthSecret}`
      for (let turn = 0; turn < 3; turn++) {
        expectHidden(await caught(createDeviceCustomer({ customerEmail, config })), oauthSecret, basic)
        expectHidden(await caught(getScopedClientToken({ customerEmail, config })), oauthSecret, basic)
        expectHidden(await caught(createParticleServer(config).getAdminToken()), adminPassword)
        expectHidden(await caught(generateClaimCode({ scopedToken, config })), scopedToken)
        const deletion = createParticleServer(config).deleteCustomer({
          customerEmail,
          adminToken: scopedToken,
        })
        expectHidden(await caught(deletion), scopedToken)
      }
    }),
    { numRuns: 15 },
  )
})

test('no error of a client’s verb holds the token', async () => {
  await fc.assert(
    fc.asyncProperty(token, async scopedToken => {
      await using cloud = await startFakeCloud(echoing)
      const options = { deviceId: 'abc', token: scopedToken, apiUrl: cloud.url }
      for (let turn = 0; turn < 3; turn++) {
        expectHidden(await caught(toggleStream(options)), scopedToken)
        expectHidden(await caught(getParticleStream(options)), scopedToken)
      }
    }),
    { numRuns: 15 },
  )
})

test('a token that fetch would quote back never reaches it', async () => {
  await fc.assert(
    fc.asyncProperty(secret, fc.constantFrom('\n', '\r', 'é', ' ', '\u0000'), async (text, poison) => {
      const options = { deviceId: 'abc', token: text + poison, apiUrl: 'http://127.0.0.1:9' }
      expectHidden(await caught(toggleStream(options)), text)
      expectHidden(await caught(getParticleStream(options)), text)
    }),
  )
})

test('no error of a SoftAP verb holds the Wi-Fi password or the claim code, even if the Photon says them back', async () => {
  const storable = fc
    .string({ unit: fc.constantFrom(...'aZ9+/ é'), minLength: 4, maxLength: 40 })
    .map(text => `s3cr3t${text}`)
  await fc.assert(
    fc.asyncProperty(storable, secret, async (claimCode, password) => {
      await using photon = await startFakePhoton((seen, socket) => socket.end(seen.body, 'latin1'))
      expectHidden(await caught(setClaimCode({ ...photon.options, claimCode })), claimCode)
      photon.become(healthy({ 'configure-ap': password }))
      const wifiObj = { ssid: 'Lab', sec: 4194308 }
      const long = password.padEnd(70, 'x')
      expectHidden(await caught(configureWifi({ ...photon.options, wifiObj, password: long })), password)
      expectHidden(
        await caught(encryptWifiPassword({ password, publicKey: photonKey.spki.slice(1) })),
        password,
      )
    }),
    { numRuns: 30 },
  )
})

test('a cause without secrets is kept as it is, one with them as a cleaned copy', () => {
  const redact = createRedact(['s3cr3t', undefined, 'abc'])
  const clean = new Error('abc', { cause: new Error('inner') })
  expect(redactCause(clean, redact)).toBe(clean)
  const dirty = Object.assign(new TypeError('outer', { cause: new Error('the s3cr3t') }), { code: 'EHEADER' })
  const copy = redactCause(dirty, redact)
  expect(copy).toMatchObject({ name: 'TypeError', message: 'outer', code: 'EHEADER' })
  expect(everythingIn(copy)).not.toContain('s3cr3t')
})
