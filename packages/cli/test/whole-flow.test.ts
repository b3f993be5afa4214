import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../src/cli.ts'
import { fakeIo } from './fake-io.ts'
import { environmentOf, simulation } from './simulation.ts'

let simulator: Simulator
let env: Record<string, string>
let folder: string
let registry: string[]

beforeAll(async () => {
  simulator = await simulation()
  env = await environmentOf(simulator)
  folder = await mkdtemp(join(tmpdir(), 'particle-setup-cli-'))
  registry = ['--registry', join(folder, 'customers.sqlite')]
})

afterAll(async () => {
  await simulator.close()
  await rm(folder, { recursive: true })
})

const CUSTOMER = ['--email', 'Someone@Customer.Example']

/** The parsed lines of a command that must succeed. */
async function json(...args: string[]): Promise<Record<string, unknown>[]> {
  const io = fakeIo(env)
  const exitCode = await runCli([...args, '--json'], io)
  expect(io.stderr.join('\n')).toBe('')
  expect(exitCode, io.stdout.join('\n')).toBe(0)
  return io.stdout.map(line => JSON.parse(line))
}

// One story: each test goes on where the one before it stopped.

test('scan lists the networks in the air, strongest first, over both transports', async () => {
  for (const transport of ['tcp', 'http']) {
    const [networks] = await json('scan', '--transport', transport)
    expect(networks).toMatchObject([
      { ssid: 'HomeNet', sec: 4194308 },
      { ssid: 'CafeOpen', sec: 0 },
    ])
  }
})

test('provision makes the customer, sets the Photon up and waits until it is online', async () => {
  const wifi = ['--ssid', 'HomeNet', '--password', 'correct-horse']
  const lines = await json('provision', ...CUSTOMER, ...wifi, ...registry)
  expect(lines.at(-1)).toEqual({
    ok: true,
    deviceId: env['PHOTON_ID'],
    deviceType: 'photon',
    customerEmail: 'someone@customer.example',
  })
  expect(lines.slice(0, -1).map(({ step, status }) => [step, status])).toEqual([
    ['customer', 'done'],
    ['token', 'done'],
    ['claim-code', 'done'],
    ['join-setup-network', 'skipped'],
    ['device-id', 'done'],
    ['public-key', 'done'],
    ['claim-code-set', 'done'],
    ['configure', 'done'],
    ['connect', 'done'],
    ['online', 'done'],
    ['record', 'done'],
  ])
  expect(simulator.photons[0]?.led).toMatchObject({ color: 'cyan', pattern: 'breathing' })
})

test('stream prints the events of a customer on record', async () => {
  const events = await json(
    'stream',
    ...CUSTOMER,
    ...registry,
    '--name',
    'sensor',
    '--events',
    '2',
    '--timeout',
    '15',
  )
  expect(events).toHaveLength(2)
  for (const { name, data, deviceId } of events) {
    expect({ name, deviceId }).toEqual({ name: 'sensor', deviceId: env['PHOTON_ID'] })
    expect(JSON.parse(String(data))).toMatchObject({ values: [expect.any(Number)] })
  }
})

test.each([
  ['off', 0],
  ['on', 1],
])('toggle %s is answered by the firmware with %i', async (to, value) => {
  expect(await json('toggle', to, ...CUSTOMER, ...registry)).toEqual([
    { ok: true, deviceId: env['PHOTON_ID'], value },
  ])
})

test('toggle without a word flips, with a token and device id of the environment', async () => {
  expect(await json('toggle', ...CUSTOMER, ...registry)).toMatchObject([{ value: 0 }])
  expect(await json('toggle', ...CUSTOMER, ...registry)).toMatchObject([{ value: 1 }])
})

test('an existing customer provisions the same Photon again after its SETUP button was held', async () => {
  const [photon] = simulator.photons
  await photon?.holdSetupButton(3_000)
  await expect.poll(() => photon?.softap, { timeout: 10_000 }).toBeDefined()
  const lines = await json('provision', ...CUSTOMER, '--ssid', 'CafeOpen', '--open', ...registry)
  expect(lines.at(-1)).toMatchObject({ ok: true, deviceId: env['PHOTON_ID'] })
})
