import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { createFlash, createPhoton, type Generation, type Photon } from '../../../src/photon/index.ts'
import { createAir, createFaults, createRandom, createRealClock } from '../../../src/world/index.ts'
import { FakeCloud } from '../support/fake-cloud.ts'
import { scripted } from '../support/scripted-firmware.ts'

const require = createRequire(import.meta.url)
const PACKAGE = dirname(require.resolve('@particle/softap-setup/package.json'))
const MOCHA = join(dirname(require.resolve('mocha/package.json')), 'bin', 'mocha.js')
const PRELOAD = new URL('./preload.ts', import.meta.url).href

const run = promisify(execFile)

/** A Photon in listening mode, in real time that its profile keeps short. */
async function listening(generation: Generation): Promise<Photon> {
  const random = createRandom('official package')
  // The examples send the password of a network that they call open.
  const air = createAir({ random, networks: [{ ssid: 'your ssid', sec: 0 }] })
  const photon = createPhoton({
    world: { clock: createRealClock(), random, air, faults: createFaults() },
    flash: createFlash({ random }),
    firmware: scripted(),
    connectToCloud: new FakeCloud().connect,
    profile: { generation, scanMs: 50, joinMs: 10, cloudConnectMs: 10, handshakeMs: 10 },
  })
  onTestFinished(() => photon.close())
  await photon.powerOn()
  return photon
}

/** Runs a program of the package's, its files untouched, against that Photon. */
async function runTheirs(photon: Photon, program: string, ...args: string[]): Promise<string> {
  const { softap } = photon
  if (softap === undefined) throw new Error(`the Photon does not listen, it is ${photon.state}`)
  const { stdout } = await run(process.execPath, ['--import', PRELOAD, program, ...args], {
    cwd: PACKAGE,
    env: {
      ...process.env,
      PHOTON_SOFTAP_HOST: softap.host,
      PHOTON_SOFTAP_TCP_PORT: String(softap.tcp),
      PHOTON_SOFTAP_HTTP_PORT: String(softap.http),
    },
    timeout: 15_000,
  })
  return stdout
}

test.for(['gen-a', 'gen-b'] as const)(
  "S29: the official client's own test suite passes against a %s Photon",
  async generation => {
    const photon = await listening(generation)
    const report = await runTheirs(photon, MOCHA, '--reporter', 'json', '--exit', '--check-leaks', 'test/')
    expect(JSON.parse(report)).toMatchObject({ stats: { tests: 16, passes: 16 }, failures: [] })
    expect(Buffer.from(photon.flash.claimCode ?? []).toString()).toBe('asdfasdf')
  },
)

test.for(['basic-tcp-setup.js', 'basic-http-setup.js'])(
  "S29: the official client's example %s sets a Photon up",
  async example => {
    const photon = await listening('gen-b')
    const output = await runTheirs(photon, join('example', example))
    expect(output).toContain(photon.id)
    expect(output).toContain('Successfully sent connect request.')
    expect(Buffer.from(photon.flash.claimCode ?? []).toString()).toBe('wat')
    await expect.poll(() => photon.state).toBe('online')
    expect(photon.snapshot().wifi.ssid).toBe('your ssid')
  },
)
