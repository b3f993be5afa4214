import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSimulator, type Photon, type Simulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { bringOnline, photonAt, SPEED } from '../online-photon.ts'
import { type ParticleCli, particleCli } from './support.ts'
import { UNKNOWN_ID } from './what-it-prints.ts'

const started = new AsyncDisposableStack()
let simulator: Simulator
let cli: ParticleCli
let photon: Photon

beforeAll(async () => {
  simulator = started.use(await createSimulator({ firmware: await realFirmware(), speed: SPEED }))
  cli = started.use(await particleCli(simulator))
  photon = photonAt(simulator, 0)
  await bringOnline(simulator, photon, simulator.cloud.defaults.user.token)
})
afterAll(() => started.disposeAsync())

const OTHER_ID = 'e00fce680000000000000001'
const productDevice = (...words: string[]) => cli.run(['product', 'device', ...words])

// One story: each test goes on where the one before it stopped.

test('product device add', async () => {
  expect(await productDevice('add', 'photon-kit', photon.id)).toEqual({
    exitCode: 0,
    stdout: `Success!\n\nProduct photon-kit Includes:\n  ${photon.id}\n\n`,
    stderr: '',
  })
})

test('product device add of a file', async () => {
  const file = join(cli.home, 'ids.txt')
  await writeFile(file, `${OTHER_ID}\r\nno-id-at-all\r\n`)
  const { exitCode, stdout } = await productDevice('add', 'photon-kit', '--file', file)
  expect(exitCode).toBe(0)
  expect(stdout).toContain('Success!')
  expect(stdout).toContain('no-id-at-all')
})

test('product device list', async () => {
  const { exitCode, stdout } = await productDevice('list', 'photon-kit')
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`[${photon.id}] (Product 10001) is online`)
  expect(stdout).toContain(`[${OTHER_ID}] (Product 10001) is offline`)
})

test('product device list of one device tells its functions and variables', async () => {
  const { exitCode, stdout } = await productDevice('list', '10001', photon.id)
  expect(exitCode).toBe(0)
  expect(stdout).toContain('published (int32)')
  expect(stdout).toContain('int toggleStream (String args)')
})

test('product device list --json', async () => {
  const { stdout } = await productDevice('list', 'photon-kit', '--limit', '1', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ data: [{ product_id: 10_001 }] })
})

test('function call, variable get and subscribe with --product', async () => {
  const product = ['--product', 'photon-kit']
  const [call, get, subscribe] = await Promise.all([
    cli.run(['call', photon.id, 'toggleStream', 'on', ...product]),
    cli.run(['get', photon.id, 'streaming', ...product]),
    cli.run(['subscribe', 'sensor', '--max', '1', ...product]),
  ])
  expect(call).toMatchObject({ exitCode: 0, stdout: '1\n' })
  expect(get).toMatchObject({ exitCode: 0, stdout: 'true\n' })
  expect(subscribe).toMatchObject({ exitCode: 0 })
  expect(subscribe.stdout).toContain(photon.id)
})

test('what is not there', async () => {
  const [product, device, removed] = await Promise.all([
    productDevice('list', '4711'),
    productDevice('list', 'photon-kit', UNKNOWN_ID),
    productDevice('remove', 'photon-kit', UNKNOWN_ID),
  ])
  expect(product).toMatchObject({ exitCode: 1 })
  expect(product.stdout).toContain('Error listing product devices: HTTP error 404')
  expect(device).toMatchObject({ exitCode: 1 })
  expect(device.stdout).toContain('HTTP error 404')
  expect(removed).toMatchObject({ exitCode: 1 })
  expect(removed.stdout).toContain('Error removing device from product: HTTP error 404')
})

test('product device remove', async () => {
  expect(await productDevice('remove', 'photon-kit', photon.id)).toMatchObject({
    exitCode: 0,
    stdout: `Success! Removed device ${photon.id} from product photon-kit\n\n`,
  })
  expect((await productDevice('list', 'photon-kit')).stdout).not.toContain(photon.id)
})
