import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { slugOf } from '../../../src/cloud/products/slug.ts'
import { type TestCloud, testCloud } from '../support/cloud.ts'

let world: TestCloud
beforeEach(async () => {
  world = await testCloud()
})

const create = (product: object, path = '/v1/user/products') =>
  world.http.post(path).set(world.admin).send({ product })

describe('POST /v1/user/products', () => {
  test('makes a product with an id of its own and a slug of its name, as particle-cli asks for it', async () => {
    const settings = { location: { opt_in: true } }
    const { status, body } = await create({
      name: 'Wind Vane',
      description: 'On roofs',
      platform_id: 6,
      settings,
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      ok: true,
      product: {
        id: 10002,
        platform_id: 6,
        name: 'Wind Vane',
        slug: 'wind-vane',
        description: 'On roofs',
        subscription_id: null,
        mb_limit: null,
        groups: [],
        settings: { location: { opt_in: true }, known_application: { opt_in: false }, quarantine: false },
        user: 'dev@particle.test',
      },
    })
    for (const name of ['10002', 'wind-vane', 'Wind-Vane']) {
      const found = await world.http.get(`/v1/products/${name}`).set(world.admin)
      expect(found.body).toEqual({ product: body.product })
    }
  })

  test('gives every product another id and slug, however many ask at once for the same name', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ name: 'Vane' })))
    const products = answers.map(({ body }) => body.product)
    expect(products.map(({ id }) => id).sort()).toEqual([10002, 10003, 10004, 10005, 10006])
    expect(products.map(({ slug }) => slug).sort()).toEqual(['vane', 'vane-2', 'vane-3', 'vane-4', 'vane-5'])
  })

  test('refuses a product without a name, and one for no platform', async () => {
    const nameless = await create({ platform_id: 6 })
    expect([nameless.status, nameless.body.error]).toEqual([400, expect.stringContaining('product.name')])
    const odd = await create({ name: 'x', platform_id: 'toaster' })
    expect([odd.status, odd.body.error]).toEqual([400, expect.stringContaining('product.platform_id')])
  })
})

test("an organization's products show it instead of their owner, and are listed under it", async () => {
  const { body } = await create({ name: 'Vane' }, '/v1/orgs/Acme/products')
  expect(body.product).toMatchObject({ org: 'acme' })
  expect(body.product).not.toHaveProperty('user')
  const list = async (path: string) =>
    (await world.http.get(path).set(world.admin)).body.products.map(({ slug }: { slug: string }) => slug)
  expect(await list('/v1/orgs/acme/products')).toEqual(['vane'])
  expect(await list('/v1/orgs/other/products')).toEqual([])
  expect(await list('/v1/user/products')).toEqual(['photon-kit', 'vane'])
})

test('a slug is made of any name, and never taken for an id', () => {
  expect(slugOf('Photon Kit')).toBe('photon-kit')
  expect(slugOf('Café № 1')).toBe('cafe-no-1')
  expect([slugOf('42'), slugOf('日本'), slugOf('')]).toEqual(['product-42', 'product', 'product'])
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), name => {
      expect(slugOf(name)).toMatch(/^(?!\d+$)[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(slugOf(name).length).toBeLessThanOrEqual(72)
    }),
  )
})
