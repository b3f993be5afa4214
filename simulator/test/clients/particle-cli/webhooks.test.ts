import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createSimulator, type Photon, type Simulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realFirmware } from '../../firmware.ts'
import { bringOnline, photonAt, SPEED } from '../online-photon.ts'
import { writeFiles } from '../sketches.ts'
import { type ParticleCli, particleCli } from './support.ts'

const started = new AsyncDisposableStack()
let simulator: Simulator
let cli: ParticleCli
let photon: Photon
/** The person's own web service. */
let service: Server
/** What it was asked, the fields of forms among the rest. */
const requests: Record<string, string | undefined>[] = []
let url: string

beforeAll(async () => {
  simulator = started.use(await createSimulator({ firmware: await realFirmware(), speed: SPEED }))
  cli = started.use(await particleCli(simulator))
  photon = photonAt(simulator, 0)
  await bringOnline(simulator, photon, simulator.cloud.defaults.user.token)
  service = createServer(async (request, response) => {
    const fields = new URLSearchParams(await text(request))
    requests.push({ method: request.method, path: request.url, ...Object.fromEntries(fields) })
    response.end('thank you')
  })
  service.listen(0, '127.0.0.1')
  await once(service, 'listening')
  started.defer(() => {
    service.closeAllConnections()
    service.close()
  })
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/sensor`
})
afterAll(() => started.disposeAsync())

/** The id that `webhook create` prints. */
const idIn = (stdout: string): string => /webhook with ID ([0-9a-f]{24})/.exec(stdout)?.[1] ?? ''

// One story: each test goes on where the one before it stopped.

let id: string

test('webhook create, and the service is called with what the firmware publishes', async () => {
  const { exitCode, stdout } = await cli.run(['webhook', 'create', 'sensor', url])
  expect(exitCode, stdout).toBe(0)
  id = idIn(stdout)
  await expect
    .poll(() => requests[0])
    .toMatchObject({
      method: 'POST',
      path: '/sensor',
      event: 'sensor',
      data: expect.stringMatching(/^{"seq":\d+/),
      coreid: photon.id,
    })
})

test('what the service answers comes back as an event', async () => {
  const { exitCode, stdout } = await cli.run(['subscribe', 'hook-response/sensor', '--max', '1'])
  expect(exitCode).toBe(0)
  expect(stdout).toContain('"data":"thank you"')
})

test('webhook list', async () => {
  const { exitCode, stdout } = await cli.run(['webhook', 'list'])
  expect(exitCode).toBe(0)
  expect(stdout).toContain('Found 1 hooks registered\n')
  expect(stdout).toContain(`Hook ID ${id} is watching for "sensor"\n`)
  expect(stdout).toContain(`and sending to: ${url}\n`)
})

test('webhook create from a file, and for one device', async () => {
  const hook = {
    event: 'temperature',
    url,
    requestType: 'PUT',
    json: { value: '{{{PARTICLE_EVENT_VALUE}}}' },
  }
  await writeFiles(cli.home, { 'hook.json': JSON.stringify(hook) })
  const [fromFile, forOne] = await Promise.all([
    cli.run(['webhook', 'create', 'hook.json']),
    cli.run(['webhook', 'GET', 'light', url, photon.id]),
  ])
  expect(idIn(fromFile.stdout)).not.toBe('')
  expect(idIn(forOne.stdout)).not.toBe('')
  const { stdout } = await cli.run(['webhook', 'list'])
  expect(stdout).toContain('Found 3 hooks registered\n')
  expect(stdout).toContain(`for device ${photon.id}\n`)
})

test('webhook delete', async () => {
  const { exitCode, stdout } = await cli.run(['webhook', 'delete', id])
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'Successfully deleted webhook!\n' })
  expect(await cli.run(['webhook', 'delete', id])).toMatchObject({
    exitCode: 1,
    stdout: 'Error deleting webhook: Webhook not found\n',
  })
})

test('webhook delete all asks first', async () => {
  const { exitCode, stdout } = await cli.run(['webhook', 'delete', 'all'], { input: 'y\n' })
  expect(exitCode).toBe(0)
  expect(stdout).toContain('Do you want to delete ALL your webhooks?')
  expect(stdout.match(/Successfully deleted webhook!/g)).toHaveLength(2)
  expect((await cli.run(['webhook', 'list'])).stdout).toContain('Found 0 hooks registered')
})

test('webhook create without a URL', async () => {
  const { exitCode, stdout } = await cli.run(['webhook', 'create', 'sensor'])
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: 'Please specify a url\n' })
})
