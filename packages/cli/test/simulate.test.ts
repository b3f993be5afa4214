import { expect, test } from 'vitest'
import { runCli } from '../src/cli.ts'
import { fakeIo } from './fake-io.ts'
import { FIRMWARE } from './simulation.ts'

const ANY_PORT = ['--firmware', FIRMWARE, '--port', '0', '--speed', '50']

test('--json prints one line when all is listening, then runs until it is interrupted', async () => {
  const io = fakeIo()
  const running = runCli(['simulate', ...ANY_PORT, '--json'], io)
  const info = JSON.parse(await io.line(line => line.startsWith('{')))
  expect((await fetch(`${info.control}/health`)).status).toBe(200)
  expect(info.photons).toMatchObject([{ state: 'listening', softap: { host: '127.0.0.1' } }])
  io.interrupt()
  expect(await running).toBe(0)
  expect(io.stdout).toHaveLength(1)
  await expect(fetch(info.control)).rejects.toThrow()
})

test('a person reads the environment for other terminals, and what the Photon does', async () => {
  const io = fakeIo()
  const running = runCli(['simulate', ...ANY_PORT], io)
  await io.line(line => line === 'Ctrl-C ends it.')
  const text = io.stdout.join('\n')
  for (const name of ['PARTICLE_API_URL', 'PARTICLE_OAUTH_SECRET', 'PHOTON_ID', 'PHOTON_SOFTAP_TCP_PORT']) {
    expect(text).toMatch(new RegExp(`^export ${name}=.+$`, 'm'))
  }
  const control = /control (\S+)/.exec(text)?.[1]
  const [, ssid, id] = /(Photon-\w+) +([0-9a-f]{24})/.exec(text) ?? []
  await fetch(`${control}/photons/${id}/power`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"on":false}',
  })
  expect(await io.line(line => line.endsWith(`${ssid}  off  LED off`))).toMatch(/^ +\d+\.\d s {2}/)
  io.interrupt()
  expect(await running).toBe(0)
  expect(io.stderr.at(-1)).toBe('stopping')
})

test('exec hands the environment to the command and ends with its exit code', async () => {
  const io = fakeIo({ PATH: process.env['PATH'] })
  const script = 'process.exit(process.env.PARTICLE_API_URL.startsWith("http://127.0.0.1:") ? 7 : 1)'
  expect(await runCli(['exec', '--firmware', FIRMWARE, '--', process.execPath, '-e', script], io)).toBe(7)
})

test('exec names a command that is not there', async () => {
  const io = fakeIo()
  expect(await runCli(['exec', '--firmware', FIRMWARE, '--', 'no-such-command'], io)).toBe(1)
  expect(io.stderr.join('\n')).toContain('cannot run "no-such-command"')
})
