import { constants, createPublicKey, publicEncrypt } from 'node:crypto'
import { once } from 'node:events'
import { promisify } from 'node:util'
import SoftAPSetup from '@particle/softap-setup'
import { createSimulator, type Simulator } from '@particle-setup/simulator'
import Particle from 'particle-api-js-6'
import request from 'request'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realFirmware } from '../firmware.ts'
import { photonAt, SPEED } from './online-photon.ts'

// What programs of 2017 do, after the example that this project grew from: HTTP by `request`, whose bodies
// are parsed whatever the status, particle-api-js 6.5.0, and SoftAP by three different clients.

const EMAIL = 'Someone@Customer.Example'

let simulator: Simulator
let particle: Particle
/** The product's customers. */
let customers: string
/** The product's OAuth client. */
let auth: { user: string; pass: string }

beforeAll(async () => {
  simulator = await createSimulator({ firmware: await realFirmware(), speed: SPEED })
  const { url, defaults } = simulator.cloud
  particle = new Particle({ baseUrl: url })
  customers = `${url}/v1/products/${defaults.product.slug}/customers`
  auth = { user: defaults.client.id, pass: defaults.client.secret }
})
afterAll(() => simulator.close())

const send = promisify(request)

/** Sends a form; whatever comes back must be JSON. */
async function form(
  method: 'POST' | 'DELETE',
  url: string,
  fields: Record<string, unknown>,
  credentials?: typeof auth,
): Promise<Record<string, string>> {
  const { body } = await send({ method, url, form: fields, ...(credentials && { auth: credentials }) })
  return JSON.parse(body)
}

const createCustomer = () => form('POST', customers, { email: EMAIL, no_password: true }, auth)

/** The e-mail address is lower-cased on the caller's side. */
const getScopedToken = () =>
  form(
    'POST',
    `${simulator.cloud.url}/oauth/token`,
    { grant_type: 'client_credentials', scope: `customer=${EMAIL.toLowerCase()}` },
    auth,
  )

/** The first flow, on the server. */
async function initialize(): Promise<{ claimCode: string; scopedToken: string }> {
  const { error } = await createCustomer()
  if (error !== undefined && error !== 'customer_exists') throw new Error(error)
  const { access_token: scopedToken = '' } = await getScopedToken()
  const { body } = await particle.getClaimCode({ auth: scopedToken })
  return { claimCode: body.claim_code, scopedToken }
}

// One story: each test goes on where the one before it stopped.

let claimCode: string
let scopedToken: string

describe('on the server', () => {
  test('a customer without a password is made', async () => {
    const made = await createCustomer()
    expect(made).toMatchObject({
      token_type: 'bearer',
      access_token: expect.stringMatching(/^[0-9a-f]{40}$/),
    })
    expect(made).not.toHaveProperty('error')
  })

  test('one who is there already is told by the word customer_exists', async () => {
    expect((await createCustomer())['error']).toBe('customer_exists')
  })

  test('the scoped token says for whom it is', async () => {
    expect(await getScopedToken()).toMatchObject({ scope: 'customer=someone@customer.example' })
  })

  test('the whole flow ends with a claim code and a token of the customer', async () => {
    ;({ claimCode, scopedToken } = await initialize())
    expect(claimCode).toMatch(/^.{63}$/)
    const { body } = await particle.listDevices({ auth: scopedToken })
    expect(body).toEqual([])
  })
})

describe('at the Photon', () => {
  /** An HTTP GET of the browser's. */
  const get = async (path: string): Promise<Record<string, unknown>> => {
    const { softap } = photonAt(simulator, 0)
    return Object(await (await fetch(`http://${softap?.host}:${softap?.http}${path}`)).json())
  }

  test('the claim code is set over TCP, Wi-Fi configured and joined over HTTP', async () => {
    const photon = photonAt(simulator, 0)
    const { host = '', tcp, http } = photon.softap ?? {}
    const { scans } = (await get('/scan-ap')) as { scans: { ssid: string; sec: number; ch: number }[] }
    const home = scans.find(({ ssid }) => ssid === 'HomeNet')
    expect(home).toBeDefined()
    expect((await get('/device-id'))['id']).toMatch(new RegExp(photon.id, 'i'))

    // What is left behind the first 22 bytes is a PKCS#1 key.
    const der = Buffer.from(String((await get('/public-key'))['b']), 'hex').subarray(22)
    const key = createPublicKey({ key: der, format: 'der', type: 'pkcs1' })
    const password = publicEncrypt(
      { key, padding: constants.RSA_PKCS1_PADDING },
      Buffer.from('correct-horse'),
    )

    const softAp = new SoftAPSetup({ protocol: 'tcp', host, port: Number(tcp) })
    await promisify(softAp.setClaimCode.bind(softAp))(claimCode)

    const { ssid, sec, ch } = home ?? {}
    const wifi = JSON.stringify({ idx: 0, ssid, sec, ch, pwd: password.toString('hex') })
    const configured = await send({
      method: 'POST',
      url: `http://${host}:${http}/configure-ap`,
      // As XMLHttpRequest spells them; the Photon overlooks a length in small letters.
      headers: { 'Content-Type': 'multipart/form-data', 'Content-Length': Buffer.byteLength(wifi) },
      body: wifi,
    })
    expect(JSON.parse(configured.body)).toEqual({ r: 0 })

    const connected = await fetch(`http://${host}:${http}/connect-ap`, { method: 'POST', body: 'idx=0' })
    expect(connected.status).toBe(200)
    await expect.poll(() => photon.state, { timeout: 10_000 }).toBe('online')
    const { body } = await particle.listDevices({ auth: scopedToken })
    expect(body).toMatchObject([{ id: photon.id, connected: true, owner: EMAIL.toLowerCase() }])
  })
})

describe('streaming', () => {
  test('the customer hears the firmware, and toggles it', async () => {
    const { id: deviceId } = photonAt(simulator, 0)
    const stream = await particle.getEventStream({ deviceId, name: 'sensor', auth: scopedToken })
    const [event] = await once(stream, 'sensor')
    expect(event).toMatchObject({ name: 'sensor', coreid: deviceId, data: expect.stringContaining('"seq":') })
    stream.abort()

    const toggle = { deviceId, name: 'toggleStream', auth: scopedToken }
    const off = await particle.callFunction({ ...toggle, argument: 'off' })
    expect(off.body).toMatchObject({ return_value: 0 })
    const on = await particle.callFunction({ ...toggle, argument: 'on' })
    expect(on.body).toMatchObject({ return_value: 1 })
  })
})

describe('at the end', () => {
  const deleteCustomer = async (): Promise<Record<string, string>> => {
    const { username, password } = simulator.cloud.defaults.user
    const { body } = await particle.login({ username, password })
    return form('DELETE', `${customers}/${EMAIL}`, { access_token: body.access_token })
  }

  test('the customer is deleted with an administrator’s token in a form', async () => {
    expect(await deleteCustomer()).toEqual({ ok: true })
    await expect(particle.listDevices({ auth: scopedToken })).rejects.toMatchObject({ statusCode: 401 })
    expect((await getScopedToken())['error']).toBe('invalid_grant')
  })

  test('a customer who is gone is told by an error that can be parsed', async () => {
    expect((await deleteCustomer())['error']).toBeTypeOf('string')
  })
})
