import {
  CloudError,
  CloudUnreachable,
  createDeviceCustomer,
  createParticleServer,
  generateClaimCode,
  getScopedClientToken,
  InvalidInput,
  initializeParticleProvision,
  type ServerConfig,
  TimedOut,
} from '@particle-setup/host/server'
import { describe, expect, test } from 'vitest'
import { caught } from '../support/caught.ts'
import {
  answering,
  answeringText,
  closedPort,
  type FakeCloud,
  hangingUp,
  inTurn,
  routing,
  silent,
  startFakeCloud,
} from '../support/fake-cloud.ts'

const CLAIM_CODE = 'a'.repeat(63)
const TOKEN = { token_type: 'bearer', access_token: 'f00d'.repeat(10), expires_in: 7_776_000 }

const willing = routing({
  'POST /v1/products/photon-kit/customers': answering(201, TOKEN),
  'POST /oauth/token': answering(200, TOKEN),
  'POST /v1/device_claims': answering(200, {
    claim_code: CLAIM_CODE,
    device_ids: ['3F003B000F47343432313031'],
  }),
  'DELETE /v1/products/photon-kit/customers/ada%40example.com': answering(200, { ok: true }),
})

const configFor = (cloud: FakeCloud): ServerConfig => ({
  apiUrl: cloud.url,
  product: 'photon-kit',
  oauthClient: 'photon-kit-1001',
  oauthSecret: 'oauth-secret',
  adminUsername: 'dev@particle.test',
  adminPassword: 'admin-password',
})

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

describe('initializeParticleProvision', () => {
  test('makes the customer, gets a scoped token and a claim code with it', async () => {
    await using cloud = await startFakeCloud(willing)
    const provision = await initializeParticleProvision({
      customerEmail: 'Ada@Example.com',
      config: configFor(cloud),
    })
    expect(provision).toEqual({ claimCode: CLAIM_CODE, scopedToken: TOKEN.access_token })
    const [customer, token, claim] = cloud.seen
    expect(customer?.form).toEqual({ email: 'ada@example.com', no_password: 'true' })
    expect(customer?.headers.authorization).toBe(basic('photon-kit-1001:oauth-secret'))
    expect(token?.form).toEqual({ grant_type: 'client_credentials', scope: 'customer=ada@example.com' })
    expect(token?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(claim?.headers.authorization).toBe(`Bearer ${TOKEN.access_token}`)
    expect(cloud.seen).toHaveLength(3)
  })

  test('takes a customer that exists for success', async () => {
    await using cloud = await startFakeCloud(
      inTurn(answering(400, { error: 'customer_exists', error_description: 'there' }), willing),
    )
    const server = createParticleServer(configFor(cloud))
    await expect(
      server.initializeParticleProvision({ customerEmail: 'ada@example.com' }),
    ).resolves.toHaveProperty('claimCode')
  })

  test('ends with the first leg that fails', async () => {
    await using cloud = await startFakeCloud(
      answering(400, { error: 'invalid_client', error_description: 'no' }),
    )
    const error = await caught(
      initializeParticleProvision({ customerEmail: 'ada@example.com', config: configFor(cloud) }),
    )
    expect(error).toMatchObject({ name: 'CloudError', code: 'invalid-client', status: 400, text: 'no' })
    expect(cloud.seen).toHaveLength(1)
  })

  test('has one time limit for all its requests', async () => {
    await using cloud = await startFakeCloud(inTurn(answering(201, TOKEN), silent))
    const error = await caught(
      initializeParticleProvision({
        customerEmail: 'ada@example.com',
        config: configFor(cloud),
        timeoutMs: 60,
      }),
    )
    expect(error).toMatchObject({
      code: 'timed-out',
      timeoutMs: 60,
      operation: 'initializeParticleProvision',
    })
  })
})

describe('customers', () => {
  test('ensureCustomerExists says whether it made the customer', async () => {
    await using cloud = await startFakeCloud(
      inTurn(answering(201, TOKEN), answering(400, { error: 'customer_exists' })),
    )
    const server = createParticleServer(configFor(cloud))
    const argument = { customerEmail: ' ADA@example.com ' }
    expect(await server.ensureCustomerExists(argument)).toEqual({
      customerEmail: 'ada@example.com',
      created: true,
    })
    expect(await server.ensureCustomerExists(argument)).toEqual({
      customerEmail: 'ada@example.com',
      created: false,
    })
  })

  test('createDeviceCustomer refuses a customer that exists', async () => {
    await using cloud = await startFakeCloud(answering(400, { error: 'customer_exists' }))
    const error = await caught(
      createDeviceCustomer({ customerEmail: 'ada@example.com', config: configFor(cloud) }),
    )
    expect(error).toMatchObject({
      code: 'customer-exists',
      method: 'POST',
      path: '/v1/products/photon-kit/customers',
    })
  })

  test('deleteCustomer logs the administrator in and deletes with that token', async () => {
    await using cloud = await startFakeCloud(willing)
    const server = createParticleServer(configFor(cloud))
    await server.deleteCustomer({ customerEmail: 'Ada@example.com' })
    const [login, removal] = cloud.seen
    expect(login?.form).toEqual({
      grant_type: 'password',
      username: 'dev@particle.test',
      password: 'admin-password',
    })
    expect(login?.headers.authorization).toBe(basic('particle:particle'))
    expect(removal?.headers.authorization).toBe(`Bearer ${TOKEN.access_token}`)
  })

  test('deleteCustomer with a token at hand does not log in, and takes an empty 204', async () => {
    await using cloud = await startFakeCloud(answeringText(204, ''))
    const server = createParticleServer(configFor(cloud))
    expect(await server.deleteCustomer({ customerEmail: 'ada@example.com', adminToken: 'cafe' })).toEqual({
      customerEmail: 'ada@example.com',
    })
    expect(cloud.seen).toHaveLength(1)
  })

  test.each(['', '  ', 'a b@example.com', 'a\u0000@example.com', 'a\nb', '\ud800'])(
    'refuses %j for an e-mail before anything is sent',
    async customerEmail => {
      await using cloud = await startFakeCloud(willing)
      const error = await caught(initializeParticleProvision({ customerEmail, config: configFor(cloud) }))
      expect(error).toBeInstanceOf(InvalidInput)
      expect(error).toMatchObject({ argument: 'customerEmail' })
      expect(cloud.seen).toHaveLength(0)
    },
  )
})

describe('tokens and claim codes', () => {
  test('getScopedClientToken says when the token expires', async () => {
    await using cloud = await startFakeCloud(
      inTurn(answering(200, TOKEN), answering(200, { ...TOKEN, expires_in: 0 })),
    )
    const argument = { customerEmail: 'ada@example.com', config: configFor(cloud) }
    expect(await getScopedClientToken(argument)).toEqual({
      scopedToken: TOKEN.access_token,
      expiresInSeconds: 7_776_000,
    })
    expect(await getScopedClientToken(argument)).toMatchObject({ expiresInSeconds: null })
  })

  test('generateClaimCode lists what the customer owns, in lower case', async () => {
    await using cloud = await startFakeCloud(willing)
    expect(await generateClaimCode({ scopedToken: 'cafe', config: configFor(cloud) })).toEqual({
      claimCode: CLAIM_CODE,
      deviceIds: ['3f003b000f47343432313031'],
    })
  })

  test('a failed login of the administrator is never repeated', async () => {
    await using cloud = await startFakeCloud(answering(503, { error: 'server_error' }))
    const error = await caught(createParticleServer(configFor(cloud)).getAdminToken())
    expect(error).toMatchObject({ code: 'server-error', status: 503 })
    expect(cloud.seen).toHaveLength(1)
  })

  test('a token that cannot stand in a header is refused without showing it', async () => {
    await using cloud = await startFakeCloud(willing)
    const error = await caught(generateClaimCode({ scopedToken: 'cafe\r\nx: y', config: configFor(cloud) }))
    expect(error).toBeInstanceOf(InvalidInput)
    expect(String(error)).not.toContain('cafe')
  })
})

describe('what the cloud may answer instead', () => {
  test.each([
    [400, { error: 'invalid_client', error_description: 'Client credentials are invalid' }, 'invalid-client'],
    [400, { error: 'invalid_grant', error_description: 'User credentials are invalid' }, 'invalid-grant'],
    [400, { error: 'invalid_request', error_description: 'The access token was not found' }, 'invalid-token'],
    [400, { error: 'invalid_request', error_description: 'Malformed auth header' }, 'invalid-request'],
    [400, { error: 'invalid_scope' }, 'invalid-scope'],
    [
      401,
      { error: 'invalid_token', error_description: 'The access token provided has expired.' },
      'token-expired',
    ],
    [
      401,
      { error: 'invalid_token', error_description: 'The access token provided is invalid.' },
      'invalid-token',
    ],
    [401, { ok: false, errors: ['Bad password'] }, 'invalid-token'],
    [403, { error: 'Permission Denied', info: "I didn't recognize that device" }, 'permission-denied'],
    [404, { ok: false, error: 'Permission denied' }, 'permission-denied'],
    [404, { ok: false, error: 'Product not found.' }, 'product-not-found'],
    [404, { ok: false, error: 'Function x not found' }, 'function-not-found'],
    [404, { ok: false, error: 'Variable not found' }, 'variable-not-found'],
    [404, { ok: false, errors: [["Core isn't online", 404]] }, 'not-found'],
    [408, { error: 'Timed out.' }, 'device-offline'],
    [400, { ok: false, error: 'Timed out.' }, 'device-offline'],
    [418, { message: 'teapot' }, 'refused'],
  ])('%i %j is %s', async (status, body, code) => {
    await using cloud = await startFakeCloud(answering(status, body))
    const error = await caught(
      createDeviceCustomer({ customerEmail: 'ada@example.com', config: configFor(cloud) }),
    )
    expect(error).toBeInstanceOf(CloudError)
    expect(error).toMatchObject({ code, status })
    expect(cloud.seen).toHaveLength(1)
  })

  test('a message reads as sentences, whatever ends the cloud’s own', async () => {
    await using cloud = await startFakeCloud(answering(404, { ok: false, error: 'Product not found.' }))
    const error = await caught(createDeviceCustomer({ customerEmail: 'a@b.c', config: configFor(cloud) }))
    expect(error).toMatchObject({
      text: 'Product not found.',
      message:
        'POST /v1/products/photon-kit/customers answered 404 (product-not-found): Product not found. Check PARTICLE_PRODUCT: the slug or number of a product of yours',
    })
  })

  test('HTML instead of JSON names what it got', async () => {
    await using cloud = await startFakeCloud(answeringText(200, '<html>\n  <body>Welcome</body>'))
    const error = await caught(getScopedClientToken({ customerEmail: 'a@b.c', config: configFor(cloud) }))
    expect(error).toMatchObject({ code: 'unreadable-answer', status: 200 })
    expect(String(error)).toContain('<html> <body>Welcome')
  })

  test('an error status with a body that is not JSON is still its status', async () => {
    await using cloud = await startFakeCloud(answeringText(502, '<html>Bad Gateway'))
    const error = await caught(createDeviceCustomer({ customerEmail: 'a@b.c', config: configFor(cloud) }))
    expect(error).toMatchObject({ code: 'server-error', status: 502 })
  })

  test('JSON without a token, and an empty 200, are unreadable', async () => {
    await using cloud = await startFakeCloud(inTurn(answering(200, { ok: true }), answeringText(200, '')))
    const argument = { customerEmail: 'a@b.c', config: configFor(cloud) }
    expect(await caught(getScopedClientToken(argument))).toMatchObject({ code: 'unreadable-answer' })
    expect(await caught(getScopedClientToken(argument))).toMatchObject({ code: 'unreadable-answer' })
  })

  test('a redirect is not followed with the credentials; the error says where it led', async () => {
    await using cloud = await startFakeCloud(
      answeringText(301, '', { location: 'https://elsewhere.example/' }),
    )
    const error = await caught(getScopedClientToken({ customerEmail: 'a@b.c', config: configFor(cloud) }))
    expect(error).toMatchObject({ code: 'redirected', status: 301 })
    expect(String(error)).toContain('https://elsewhere.example/')
    expect(cloud.seen).toHaveLength(1)
  })
})

describe('passing failures', () => {
  test.each([
    ['503', answering(503, { error: 'server_error' })],
    ['a connection that breaks', hangingUp],
    ['429 with Retry-After', answering(429, {}, { 'retry-after': '0' })],
  ])('%s: a request that may be repeated is', async (_name, handler) => {
    await using cloud = await startFakeCloud(inTurn(handler, willing))
    const token = await getScopedClientToken({ customerEmail: 'a@b.c', config: configFor(cloud) })
    expect(token.scopedToken).toBe(TOKEN.access_token)
    expect(cloud.seen).toHaveLength(2)
  })

  test('three attempts, then the error', async () => {
    await using cloud = await startFakeCloud(answering(429, {}, { 'retry-after': '0' }))
    const error = await caught(getScopedClientToken({ customerEmail: 'a@b.c', config: configFor(cloud) }))
    expect(error).toMatchObject({ code: 'rate-limited', retryAfterMs: 0 })
    expect(cloud.seen).toHaveLength(3)
  })

  test('a wait that is too long is the caller’s to make', async () => {
    await using cloud = await startFakeCloud(answering(429, {}, { 'retry-after': '120' }))
    const error = await caught(getScopedClientToken({ customerEmail: 'a@b.c', config: configFor(cloud) }))
    expect(error).toMatchObject({ code: 'rate-limited', retryAfterMs: 120_000 })
    expect(cloud.seen).toHaveLength(1)
  })

  test('a cloud that is not there is unreachable', async () => {
    const apiUrl = `http://127.0.0.1:${await closedPort()}`
    const config = { apiUrl, product: 'p', oauthClient: 'c', oauthSecret: 'oauth-secret' }
    const error = await caught(createDeviceCustomer({ customerEmail: 'a@b.c', config }))
    expect(error).toBeInstanceOf(CloudUnreachable)
    expect(error).toMatchObject({ code: 'cloud-unreachable', apiUrl })
    expect(String(error)).toContain('ECONNREFUSED')
  })
})

describe('limits and signals', () => {
  test('a silent cloud ends in TimedOut', async () => {
    await using cloud = await startFakeCloud(silent)
    const error = await caught(
      getScopedClientToken({ customerEmail: 'a@b.c', config: configFor(cloud), timeoutMs: 30 }),
    )
    expect(error).toBeInstanceOf(TimedOut)
    expect(error).toMatchObject({ operation: 'POST /oauth/token', timeoutMs: 30 })
  })

  test('an abort rejects with the reason of its signal', async () => {
    await using cloud = await startFakeCloud(silent)
    const controller = new AbortController()
    const reason = new Error('enough')
    cloud.become(() => controller.abort(reason))
    const error = await caught(
      getScopedClientToken({ customerEmail: 'a@b.c', config: configFor(cloud), signal: controller.signal }),
    )
    expect(error).toBe(reason)
  })

  test('a signal that has aborted sends nothing', async () => {
    await using cloud = await startFakeCloud(willing)
    const error = await caught(
      getScopedClientToken({
        customerEmail: 'a@b.c',
        config: configFor(cloud),
        signal: AbortSignal.abort('before'),
      }),
    )
    expect(error).toBe('before')
    expect(cloud.seen).toHaveLength(0)
  })
})
