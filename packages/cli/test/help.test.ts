import { expect, test } from 'vitest'
import { runCli } from '../src/cli.ts'
import { fakeIo } from './fake-io.ts'

const COMMANDS = ['simulate', 'exec', 'provision', 'scan', 'stream', 'toggle']

test('--help lists every command and the exit codes', async () => {
  const io = fakeIo()
  expect(await runCli(['--help'], io)).toBe(0)
  const text = io.stdout.join('\n')
  for (const command of COMMANDS) expect(text).toContain(`  ${command}`)
  expect(text).toContain('Exit codes: 0 done')
})

test.each(COMMANDS)('%s --help has examples', async command => {
  const io = fakeIo()
  expect(await runCli([command, '--help'], io)).toBe(0)
  expect(io.stdout.join('\n')).toMatch(new RegExp(`Examples:\n +particle-setup ${command}`))
})

test('--version is that of the package', async () => {
  const io = fakeIo()
  expect(await runCli(['--version'], io)).toBe(0)
  expect(io.stdout).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)])
})

test.each([
  ['an unknown command', ['provison'], 'Did you mean provision?'],
  ['an unknown option', ['simulate', '--photon', '3'], 'Did you mean --photons?'],
  ['a number out of range', ['simulate', '--port', '99999'], 'Give a whole number from 0 to 65535.'],
  [
    'a mandatory option left out',
    ['provision', '--ssid', 'HomeNet'],
    "required option '--email <address>' not specified",
  ],
  ['a word outside the choices', ['toggle', 'maybe'], 'Allowed choices are on, off.'],
])('%s is the user’s mistake, and the message says what to do', async (_, args, message) => {
  const io = fakeIo()
  expect(await runCli(args, io)).toBe(1)
  expect(io.stderr.join('\n')).toContain(message)
})
