import { describe, expect, test } from 'vitest'
import { signedIn, VERSIONS } from './clients.ts'

describe.for(VERSIONS)('particle-api-js %s', ([, Client]) => {
  test.for([
    ['of mine', {}],
    ['of a product', { product: 'photon-kit' }],
  ] as const)(
    'createOAuthClient, listOAuthClients, updateOAuthClient, deleteOAuthClient %s',
    async ([, where]) => {
      const { particle, auth } = await signedIn(Client)
      const made = await particle.createOAuthClient({ name: 'My Shop', type: 'installed', ...where, auth })
      const { client } = made.body as unknown as { client: { id: string; secret: string } }
      expect(client).toMatchObject({
        name: 'My Shop',
        type: 'installed',
        id: expect.stringMatching(/^my-shop-\d{1,4}$/),
        secret: expect.stringMatching(/^[0-9a-f]{40}$/),
      })

      const { body } = await particle.listOAuthClients({ ...where, auth })
      expect(body.clients).toContainEqual(expect.objectContaining({ id: client.id }))
      expect(JSON.stringify(body)).not.toContain(client.secret)

      const clientId = client.id
      const renamed = await particle.updateOAuthClient({ clientId, name: 'Our Shop', ...where, auth })
      expect(renamed.body).toMatchObject({ client: { name: 'Our Shop' } })

      expect((await particle.deleteOAuthClient({ clientId, ...where, auth })).statusCode).toBe(204)
      const left = await particle.listOAuthClients({ ...where, auth })
      expect(left.body.clients).not.toContainEqual(expect.objectContaining({ id: client.id }))
    },
  )

  test('a client’s credentials are good for its owner’s token', async () => {
    const { particle, auth } = await signedIn(Client)
    const made = await particle.createOAuthClient({ name: 'Back-end', type: 'installed', auth })
    const { client } = made.body as unknown as { client: { id: string; secret: string } }
    const owned = new Client({
      baseUrl: particle.baseUrl,
      clientId: client.id,
      clientSecret: client.secret,
    })
    const login = await owned.login({ username: 'dev@particle.test', password: 'photon' })
    expect(login.statusCode).toBe(200)
  })
})
