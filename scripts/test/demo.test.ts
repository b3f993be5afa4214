import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulationEnvironment } from '@particle-setup/cli'
import { createSimulator } from '@particle-setup/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../lib/workspace.ts'

const DEMO_TIMEOUT_MS = 120_000

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'particle-setup-demo-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Ended {
  exitCode: number | null
  lines: string[]
  errors: string
}

/** Runs the demo as `npm run demo` does once all is installed. */
async function demo(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(
    process.execPath,
    ['--conditions=@particle-setup/source', join(ROOT, 'scripts', 'demo.ts'), ...args],
    {
      cwd: folder,
      env: { ...process.env, ...env },
      timeout: DEMO_TIMEOUT_MS - 10_000,
      killSignal: 'SIGKILL',
    },
  )
  let out = ''
  let errors = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  const exitCode = await new Promise<number | null>(resolve => child.on('close', resolve))
  return { exitCode, lines: out.trimEnd().split('\n'), errors }
}

test(
  '--json prints an object a step, each with its time, and last that all is well',
  async () => {
    const { exitCode, lines, errors } = await demo(['--json', '--speed', '20'])
    expect(exitCode, errors).toBe(0)
    const objects = lines.map(line => JSON.parse(line))
    expect(objects.at(-1)).toEqual({
      ok: true,
      deviceId: expect.stringMatching(/^[0-9a-f]{24}$/),
      events: expect.any(Number),
      toggled: [0, 1],
    })
    expect(objects.at(-1).events).toBeGreaterThanOrEqual(5)
    const steps = objects.slice(0, -1).filter(({ step }) => step !== 'event')
    for (const step of steps) expect(step).toMatchObject({ status: /done|skipped/, ms: expect.any(Number) })
  },
  DEMO_TIMEOUT_MS,
)

test(
  '--real runs the same story against whatever the environment names, asking for the change of networks',
  async () => {
    await using simulator = await createSimulator({ firmware: join(ROOT, 'firmware'), speed: 20 })
    const env = simulationEnvironment(await simulator.info())
    const wifi = ['--ssid', 'HomeNet', '--password', 'correct-horse']
    const { exitCode, lines, errors } = await demo(['--real', ...wifi], env)
    expect(exitCode, errors).toBe(0)
    const text = lines.join('\n')
    expect(text).toContain('go back to a network that reaches the internet')
    expect(text).toMatch(
      new RegExp(`Photon ${env['PHOTON_ID']}: \\d+ events received, toggleStream answered 0, then 1`),
    )
  },
  DEMO_TIMEOUT_MS,
)

test('--real without credentials names what is missing, before it asks for anything', async () => {
  const { exitCode, lines, errors } = await demo(['--real', '--ssid', 'LabNet'], {
    PARTICLE_PRODUCT: '',
    PARTICLE_OAUTH_CLIENT: '',
    PARTICLE_OAUTH_SECRET: '',
  })
  expect(exitCode).toBe(1)
  expect(errors).toContain('PARTICLE_PRODUCT, PARTICLE_OAUTH_CLIENT, PARTICLE_OAUTH_SECRET')
  expect(lines.join('\n')).not.toContain('SETUP')
})

test.each([
  ['--speed', '0', 'give a number above 0, at most 100'],
  ['--ssid', 'Nope', 'choose HomeNet, CafeOpen'],
])('%s %s says what can be given', async (option, value, message) => {
  const { exitCode, errors } = await demo([option, value])
  expect(exitCode).toBe(1)
  expect(errors).toContain(message)
})

test('an option that is not there is named, with the way to those that are', async () => {
  const { exitCode, errors } = await demo(['--fast'])
  expect(exitCode).toBe(1)
  expect(errors).toContain("Unknown option '--fast'")
  expect(errors).toContain('npm run demo -- --help')
})
