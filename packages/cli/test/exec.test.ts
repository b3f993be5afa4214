import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCli } from '../src/cli.ts'
import { type FakeIo, fakeIo } from './fake-io.ts'
import { FIRMWARE } from './simulation.ts'

/** Runs a command behind `exec`; its answer is the exit code. */
async function exec(options: readonly string[], command: readonly string[], io: FakeIo): Promise<number> {
  return runCli(['exec', '--firmware', FIRMWARE, '--speed', '50', ...options, '--', ...command], io)
}

const ourPath = { PATH: process.env['PATH'] }

/** A command that runs JavaScript. */
const script = (text: string): string[] => [process.execPath, '-e', text]

/** A command that succeeds when the official tool prints `text`. */
const particlePrints = (words: string, text: string): string[] =>
  script(`
    const { spawnSync } = require('node:child_process')
    const { stdout } = spawnSync('particle', ${JSON.stringify(words.split(' '))}, { encoding: 'utf8' })
    if (!stdout.includes(${JSON.stringify(text)})) { console.error(stdout); process.exitCode = 1 }
  `)

test('hands the environment to the command and ends with its exit code', async () => {
  const check = script('process.exit(process.env.PARTICLE_API_URL.startsWith("http://127.0.0.1:") ? 7 : 1)')
  expect(await exec([], check, fakeIo(ourPath))).toBe(7)
})

test('names a command that is not there', async () => {
  const io = fakeIo()
  expect(await exec([], ['no-such-command'], io)).toBe(1)
  expect(io.stderr.join('\n')).toContain('cannot run "no-such-command"')
})

test('--particle-cli: the official tool is signed in as the developer', async () => {
  expect(await exec(['--particle-cli'], particlePrints('whoami', 'dev@particle.test'), fakeIo(ourPath))).toBe(
    0,
  )
})

test('--particle-cli --claimed: the official tool lists the Photons, and they are online', async () => {
  const list = particlePrints('list', '(Photon) is online\n  Variables:')
  const call = particlePrints('call first toggleStream off', '0')
  const both = script(`
    const { execFileSync } = require('node:child_process')
    const [list, call] = ${JSON.stringify([list, call])}
    const run = ([file, ...args]) => execFileSync(file, args, { stdio: 'inherit' })
    run(list)
    execFileSync('particle', ['device', 'rename', process.env.PHOTON_ID, 'first'])
    run(call)
  `)
  expect(await exec(['--particle-cli', '--claimed', '--photons', '2'], both, fakeIo(ourPath))).toBe(0)
})

test('--particle-cli leaves nothing behind, and the person’s own home alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'particle-setup-exec-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'home')
  const tell = script(`require('node:fs').writeFileSync(${JSON.stringify(file)}, process.env.HOME)`)
  expect(await exec(['--particle-cli'], tell, fakeIo({ ...ourPath, HOME: folder }))).toBe(0)
  const home = await readFile(file, 'utf8')
  expect(home).not.toBe(folder)
  expect(existsSync(home)).toBe(false)
})

test('says what to install where the official tool is missing', async () => {
  const io = fakeIo()
  expect(await exec([], ['particle', 'list'], io)).toBe(1)
  expect(io.stderr.join('\n')).toContain('npm install --save-dev particle-cli')
})
