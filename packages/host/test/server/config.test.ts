import { configFromEnvironment, createParticleServer, MissingCredentials } from '@particle-setup/host/server'
import { expect, test } from 'vitest'
import { caught } from '../support/caught.ts'

test('is read from the environment', () => {
  const env = {
    PARTICLE_API_URL: 'http://127.0.0.1:8080',
    PARTICLE_PRODUCT: 'photon-kit',
    PARTICLE_OAUTH_CLIENT: 'client',
    PARTICLE_OAUTH_SECRET: 'secret',
    PARTICLE_ADMIN_USERNAME: 'admin',
    PARTICLE_ADMIN_PASSWORD: 'password',
  }
  expect(configFromEnvironment(env)).toEqual({
    apiUrl: 'http://127.0.0.1:8080',
    product: 'photon-kit',
    oauthClient: 'client',
    oauthSecret: 'secret',
    adminUsername: 'admin',
    adminPassword: 'password',
  })
})

test('one error names all that is missing', () => {
  expect(() => configFromEnvironment({ PARTICLE_OAUTH_CLIENT: 'client', PARTICLE_PRODUCT: '' })).toThrow(
    expect.objectContaining({
      name: 'MissingCredentials',
      code: 'missing-credentials',
      missing: ['PARTICLE_PRODUCT', 'PARTICLE_OAUTH_SECRET'],
    }),
  )
})

test('only the administrator’s verbs need the administrator', async () => {
  const server = createParticleServer({ product: 'p', oauthClient: 'c', oauthSecret: 's' })
  const error = await caught(server.getAdminToken())
  expect(error).toBeInstanceOf(MissingCredentials)
  expect(error).toMatchObject({ missing: ['PARTICLE_ADMIN_USERNAME', 'PARTICLE_ADMIN_PASSWORD'] })
})

test.each([
  'ftp://cloud.example',
  'cloud.example',
  'http://user:word@cloud.example',
  'http://cloud.example?a=b',
])('refuses %s for an address', apiUrl => {
  expect(() => createParticleServer({ apiUrl, product: 'p', oauthClient: 'c', oauthSecret: 's' })).toThrow(
    expect.objectContaining({ code: 'invalid-input', argument: 'apiUrl' }),
  )
})
