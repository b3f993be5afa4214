import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  createMemoryRegistry,
  createParticleServer,
  getTokenForCustomer,
  openSqliteRegistry,
  type Registry,
  RegistryError,
} from '@particle-setup/host'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { caught } from '../support/caught.ts'
import { answering, startFakeCloud } from '../support/fake-cloud.ts'

const FIRST = '3f003b000f47343432313031'
const SECOND = '400040000f47343432313032'
const ada = { client: 'photon-kit-1001', customerEmail: 'ada@example.com' }
const bob = { client: 'photon-kit-1001', customerEmail: 'bob@example.com' }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-'))
})
afterEach(() => rm(folder, { recursive: true }))

const worlds: [string, () => Registry][] = [
  ['in memory', createMemoryRegistry],
  ['in a file', () => openSqliteRegistry(join(folder, 'below', 'customers.sqlite'))],
]

describe.each(worlds)('a registry %s', (_name, open) => {
  test('saves a device with its customer', async () => {
    await using registry = open()
    const record = { ...ada, devices: [{ deviceId: FIRST }] }
    expect(await registry.save({ ...ada, customerEmail: 'Ada@Example.com', deviceId: FIRST })).toEqual(record)
    expect(await registry.find({ ...ada, customerEmail: 'ADA@example.com' })).toEqual(record)
  })

  test('adds a second device of the same customer, in order', async () => {
    await using registry = open()
    await registry.save({ ...ada, deviceId: SECOND })
    await registry.save({ ...ada, deviceId: FIRST })
    expect((await registry.find(ada))?.devices).toEqual([{ deviceId: SECOND }, { deviceId: FIRST }])
  })

  test('saving twice changes nothing', async () => {
    await using registry = open()
    const record = await registry.save({ ...ada, deviceId: FIRST })
    expect(await registry.save({ ...ada, deviceId: FIRST })).toEqual(record)
  })

  test('moves a device that got another owner', async () => {
    await using registry = open()
    await registry.save({ ...ada, deviceId: FIRST })
    await registry.save({ ...bob, deviceId: FIRST })
    expect(await registry.list()).toEqual([
      { ...ada, devices: [] },
      { ...bob, devices: [{ deviceId: FIRST }] },
    ])
  })

  test('keeps customers of different clients apart', async () => {
    await using registry = open()
    await registry.save({ ...ada, deviceId: FIRST })
    expect(await registry.find({ ...ada, client: 'another-1' })).toBeUndefined()
  })

  test('forgets a customer and its devices', async () => {
    await using registry = open()
    await registry.save({ ...ada, deviceId: FIRST })
    expect(await registry.remove(ada)).toBe(true)
    expect(await registry.remove(ada)).toBe(false)
    expect(await registry.list()).toEqual([])
    expect((await registry.save({ ...bob, deviceId: FIRST })).devices).toEqual([{ deviceId: FIRST }])
  })
})

describe('the file', () => {
  test('holds what was saved when it is opened again', async () => {
    const file = join(folder, 'customers.sqlite')
    await using first = openSqliteRegistry(file)
    const record = await first.save({ ...ada, deviceId: FIRST })
    await first.close()
    await using second = openSqliteRegistry(file)
    expect(await second.list()).toEqual([record])
  })

  test('is left as it was when a save fails half way', async () => {
    const file = join(folder, 'customers.sqlite')
    await using registry = openSqliteRegistry(file)
    await registry.save({ ...ada, deviceId: FIRST })
    using saboteur = new DatabaseSync(file)
    saboteur.exec(
      "CREATE TRIGGER full BEFORE INSERT ON devices BEGIN SELECT RAISE(FAIL, 'disk is full'); END",
    )
    const error = await caught(registry.save({ ...bob, deviceId: SECOND }))
    expect(error).toBeInstanceOf(RegistryError)
    expect(error).toMatchObject({ code: 'registry-unavailable', file })
    expect(String(error)).toContain('disk is full')
    expect(await registry.list()).toEqual([{ ...ada, devices: [{ deviceId: FIRST }] }])
    saboteur.exec('DROP TRIGGER full')
    expect((await registry.save({ ...bob, deviceId: SECOND })).devices).toHaveLength(1)
  })

  test('that is none is refused and left alone', async () => {
    const file = join(folder, 'notes.txt')
    await writeFile(file, 'these are my notes, and they are long enough not to be an empty database file')
    expect(() => openSqliteRegistry(file)).toThrow(
      expect.objectContaining({ code: 'registry-unavailable', file }),
    )
    expect(await readFile(file, 'utf8')).toMatch(/^these are my notes/)
  })

  test('two processes may share', async () => {
    const file = join(folder, 'customers.sqlite')
    await using first = openSqliteRegistry(file)
    await using second = openSqliteRegistry(file)
    await Promise.all([first.save({ ...ada, deviceId: FIRST }), second.save({ ...ada, deviceId: SECOND })])
    expect((await first.find(ada))?.devices).toHaveLength(2)
  })

  test('once closed says so', async () => {
    const registry = openSqliteRegistry(join(folder, 'customers.sqlite'))
    await registry.close()
    await registry.close()
    expect(await caught(registry.list())).toBeInstanceOf(RegistryError)
  })
})

describe('getTokenForCustomer', () => {
  const token = { token_type: 'bearer', access_token: 'cafe', expires_in: 60 }

  test('needs no more than the saved e-mail', async () => {
    await using cloud = await startFakeCloud(answering(200, token))
    await using registry = createMemoryRegistry()
    const record = await registry.save({ ...ada, deviceId: FIRST })
    const server = createParticleServer({
      apiUrl: cloud.url,
      product: 'p',
      oauthClient: 'c',
      oauthSecret: 's',
    })
    expect(await getTokenForCustomer({ ...ada, registry, server })).toEqual({
      scopedToken: 'cafe',
      expiresInSeconds: 60,
      record,
    })
    expect(cloud.seen[0]?.form['scope']).toBe('customer=ada@example.com')
  })

  test('asks the cloud nothing about somebody who is not on record', async () => {
    await using cloud = await startFakeCloud(answering(200, token))
    await using registry = createMemoryRegistry()
    const server = createParticleServer({
      apiUrl: cloud.url,
      product: 'p',
      oauthClient: 'c',
      oauthSecret: 's',
    })
    const error = await caught(getTokenForCustomer({ ...ada, registry, server }))
    expect(error).toMatchObject({ code: 'customer-not-registered' })
    expect(cloud.seen).toHaveLength(0)
  })
})
