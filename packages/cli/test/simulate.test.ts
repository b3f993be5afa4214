import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
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

test('--claimed starts with Photons that are online', async () => {
  const io = fakeIo()
  const running = runCli(['simulate', ...ANY_PORT, '--claimed', '--photons', '3', '--json'], io)
  const info = JSON.parse(await io.line(line => line.startsWith('{')))
  expect(info.photons).toMatchObject(Array(3).fill({ state: 'online', softap: null }))
  const devices = await fetch(`${info.cloud}/v1/devices?access_token=${info.user.token}`)
  expect(await devices.json()).toHaveLength(3)
  io.interrupt()
  expect(await running).toBe(0)
})

test('--claimed with a state folder waits for the Photons of the run before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'particle-setup-state-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const photons of ['1', '2']) {
    const io = fakeIo()
    const options = ['--claimed', '--state', folder, '--photons', photons, '--json']
    const running = runCli(['simulate', ...ANY_PORT, ...options], io)
    const info = JSON.parse(await io.line(line => line.startsWith('{')))
    expect(info.photons).toMatchObject(Array(Number(photons)).fill({ state: 'online' }))
    io.interrupt()
    expect(await running).toBe(0)
  }
})

test('--claimed needs a network that can be joined', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'particle-setup-world-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const world = join(folder, 'desert.yaml')
  await writeFile(world, 'networks: []\n')
  const io = fakeIo()
  expect(await runCli(['simulate', ...ANY_PORT, '--claimed', '--world', world], io)).toBe(1)
  expect(io.stderr.join('\n')).toContain('there is no network that the Photons could begin on')
})
