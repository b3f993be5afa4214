import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../src/cli.ts'
import { EXIT_CODES } from '../src/exit-codes.ts'
import { fakeIo } from './fake-io.ts'
import { environmentOf, FIRMWARE, simulation } from './simulation.ts'

const HOME = ['--ssid', 'HomeNet', '--password', 'correct-horse']

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'particle-setup-bad-input-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Exit code and message of a command that must fail. */
async function failure(args: string[], env: Record<string, string | undefined>) {
  const io = fakeIo(env)
  const exitCode = await runCli([...args, '--json'], io)
  const last = JSON.parse(io.stdout.at(-1) ?? '{}')
  return { exitCode, code: last.error?.code, message: String(last.error?.message) }
}

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer()
  const port = await new Promise<number>(resolve => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
  await new Promise(resolve => server.close(resolve))
  return port
}

describe('against a simulation', () => {
  let simulator: Simulator
  let env: Record<string, string>

  beforeAll(async () => {
    simulator = await simulation({ profile: { joinFailureMs: 500 } })
    env = await environmentOf(simulator)
  })
  afterAll(() => simulator.close())

  const provision = (args: string[], changes: Record<string, string | undefined> = {}) =>
    failure(['provision', '--email', 'a@b.example', ...args, '--registry', join(folder, 'r.sqlite')], {
      ...env,
      ...changes,
    })

  test('missing credentials are all named, and nothing is sent', async () => {
    const sent = simulator.journal.entries('request').length
    const { exitCode, message } = await provision(HOME, {
      PARTICLE_OAUTH_CLIENT: '',
      PARTICLE_OAUTH_SECRET: undefined,
    })
    expect(exitCode).toBe(EXIT_CODES.user)
    expect(message).toContain('PARTICLE_OAUTH_CLIENT, PARTICLE_OAUTH_SECRET')
    expect(simulator.journal.entries('request')).toHaveLength(sent)
  })

  test('an unknown product', async () => {
    const { exitCode, code, message } = await provision(HOME, { PARTICLE_PRODUCT: 'toaster' })
    expect([exitCode, code]).toEqual([EXIT_CODES.refused, 'product-not-found'])
    expect(message).toContain('/v1/products/toaster/customers')
    expect(message).toContain('Check PARTICLE_PRODUCT')
  })

  test('a wrong client secret, which the message does not repeat', async () => {
    const { exitCode, code, message } = await provision(HOME, { PARTICLE_OAUTH_SECRET: 'not-the-secret' })
    expect([exitCode, code]).toEqual([EXIT_CODES.refused, 'invalid-client'])
    expect(message).toContain('Check PARTICLE_OAUTH_CLIENT and PARTICLE_OAUTH_SECRET')
    expect(message).not.toContain('not-the-secret')
  })

  test('a wrong Wi-Fi password: the Photon comes back to listening mode', async () => {
    const { exitCode, code, message } = await provision(['--ssid', 'HomeNet', '--password', 'wrong-horse'])
    expect([exitCode, code]).toEqual([EXIT_CODES.refused, 'back-in-listening-mode'])
    expect(message).toContain('"HomeNet"')
    expect(message).not.toContain('wrong-horse')
  })

  test('a network that is not in the air', async () => {
    const { exitCode, code, message } = await provision(['--ssid', 'FarNet', '--password', 'whatever-it-is'])
    expect([exitCode, code]).toEqual([EXIT_CODES.refused, 'network-not-found'])
    expect(message).toContain('Check the spelling')
  })

  test('no password, and not said to be open', async () => {
    const { exitCode, message } = await provision(['--ssid', 'HomeNet'])
    expect(exitCode).toBe(EXIT_CODES.user)
    expect(message).toContain('Give --password or PARTICLE_SETUP_WIFI_PASSWORD, or --open')
  })

  test('a Photon that is not reachable', async () => {
    const port = String(await closedPort())
    const { exitCode, code, message } = await failure(['scan', '--photon-port', port], env)
    expect([exitCode, code]).toEqual([EXIT_CODES.refused, 'photon-unreachable'])
    expect(message).toContain(`127.0.0.1:${port}`)
  })

  test('a Photon that does not answer where it was said to be: provision gives up in time', async () => {
    const port = String(await closedPort())
    const { exitCode, code, message } = await provision([
      ...HOME,
      '--photon-port',
      port,
      '--join-timeout',
      '0.2',
    ])
    expect([exitCode, code]).toEqual([EXIT_CODES.timedOut, 'timed-out'])
    expect(message).toContain('join-setup-network')
  })

  test('a cloud that is not reachable', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`
    const { exitCode, code, message } = await failure(['toggle', 'on'], { ...env, PARTICLE_API_URL: url })
    expect([exitCode, code]).toEqual([EXIT_CODES.refused, 'cloud-unreachable'])
    expect(message).toContain(url)
  })

  test('an e-mail that is not on record', async () => {
    const registry = ['--registry', join(folder, 'empty.sqlite')]
    const { exitCode, message } = await failure(['stream', '--email', 'nobody@b.example', ...registry], env)
    expect(exitCode).toBe(EXIT_CODES.user)
    expect(message).toContain('"nobody@b.example"')
  })

  test('a device of nobody', async () => {
    const { exitCode, code, message } = await failure(['toggle', '--device', '0'.repeat(24)], env)
    expect(exitCode).toBe(EXIT_CODES.refused)
    expect(['permission-denied', 'function-not-found', 'not-found']).toContain(code)
    expect(message).toContain("A customer's device needs --email of that customer")
  })

  test('a port that is taken, by number', async () => {
    const port = new URL(simulator.cloud.url).port
    const { exitCode, message } = await failure(
      ['simulate', '--port', port, '--photons', '0', '--firmware', FIRMWARE],
      {},
    )
    expect(exitCode).toBe(EXIT_CODES.user)
    expect(message).toContain(`127.0.0.1:${port}`)
  })
})

test('a firmware that does not compile: file, line and message', async () => {
  const project = join(folder, 'broken')
  await mkdir(join(project, 'src'), { recursive: true })
  await writeFile(join(project, 'project.properties'), 'name=broken\n')
  await writeFile(join(project, 'src', 'broken.ino'), 'void setup() {\n}\n\nvoid loop() {\n  blink(3);\n}\n')
  const { exitCode, message } = await failure(['simulate', '--port', '0', '--firmware', project], {})
  expect(exitCode).toBe(EXIT_CODES.user)
  expect(message).toContain('src/broken.ino:5')
  expect(message).toContain("use of undeclared identifier 'blink'")
})

test.each([['provision', '--ssid', 'HomeNet'], ['simulate', '--photons', 'many'], ['provison']])(
  'a wrong word on the command line is JSON, too: %s %s %s',
  async (...args) => {
    const { exitCode, code, message } = await failure(args.filter(Boolean), {})
    expect(exitCode).toBe(EXIT_CODES.user)
    expect(code).toMatch(/^commander\./)
    expect(message).toContain('error: ')
  },
)

test('a file that is no firmware', async () => {
  const file = join(folder, 'notes.wasm')
  await writeFile(file, 'not a module')
  const { exitCode, message } = await failure(['simulate', '--port', '0', '--firmware', file], {})
  expect(exitCode).toBe(EXIT_CODES.user)
  expect(message).toContain('notes.wasm')
})

test('a firmware that is not there', async () => {
  const { exitCode, message } = await failure(
    ['simulate', '--port', '0', '--firmware', join(folder, 'nowhere')],
    {},
  )
  expect(exitCode).toBe(EXIT_CODES.user)
  expect(message).toContain('nowhere')
})

test('a world file with an unknown entry, named', async () => {
  const file = join(folder, 'world.yaml')
  await writeFile(file, 'netwroks: []\n')
  const { exitCode, message } = await failure(['simulate', '--port', '0', '--world', file], {})
  expect(exitCode).toBe(EXIT_CODES.user)
  expect(message).toContain(file)
  expect(message).toContain('netwroks')
})
