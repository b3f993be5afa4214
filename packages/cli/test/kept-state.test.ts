import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { SimulatorInfo } from '@particle-setup/simulator'
import { expect, onTestFinished, test } from 'vitest'
import { FIRMWARE } from './simulation.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

interface Running {
  info: SimulatorInfo
  request(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }>
  /** As when the power goes: nothing is written on the way out. */
  kill(): Promise<void>
}

async function simulate(state: string): Promise<Running> {
  const child = spawn(
    process.execPath,
    [
      ...['--conditions=@particle-setup/source', MAIN, 'simulate', '--json', '--port', '0'],
      ...['--firmware', FIRMWARE, '--state', state],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const gone = once(child, 'exit')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await gone
  }
  onTestFinished(kill)
  const [line] = await once(createInterface(child.stdout), 'line')
  const info: SimulatorInfo = JSON.parse(line)
  return {
    info,
    async request(method, path, body) {
      const answer = await fetch(`${info.cloud}${path}`, {
        method,
        headers: { authorization: `Bearer ${info.user.token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
    },
    kill,
  }
}

test('what the cloud has answered is there after its process was killed', { timeout: 60_000 }, async () => {
  const state = await mkdtemp(join(tmpdir(), 'particle-setup-state-'))
  onTestFinished(() => rm(state, { recursive: true }))
  const product = '/v1/products/photon-kit'

  const before = await simulate(state)
  const written: [method: string, path: string, body: object][] = [
    ['POST', `${product}/customers`, { email: 'ann@x.y', no_password: true }],
    ['POST', `${product}/groups`, { name: 'kitchen' }],
    ['POST', `${product}/clients`, { name: 'phone', type: 'installed' }],
    ['POST', '/v1/integrations', { integration_type: 'Webhook', event: 'e', url: 'http://127.0.0.1:9/' }],
    ['POST', `${product}/devices`, { id: before.info.photons[0]?.id ?? '' }],
    ['PUT', `${product}/devices/${before.info.photons[0]?.id}`, { name: 'desk' }],
  ]
  for (const [method, path, body] of written) {
    const answer = await before.request(method, path, body)
    expect([path, answer.status < 300]).toEqual([path, true])
  }
  await before.kill()

  const after = await simulate(state)
  expect(after.info.user).toEqual(before.info.user)
  expect(after.info.client).toEqual(before.info.client)
  const read = async (path: string) => JSON.stringify((await after.request('GET', path)).body)
  expect(await read(`${product}/groups`)).toContain('kitchen')
  expect(await read(`${product}/clients`)).toContain('phone-')
  expect(await read('/v1/integrations')).toContain('http://127.0.0.1:9/')
  expect(await read(`${product}/devices/${before.info.photons[0]?.id}`)).toContain('"name":"desk"')
  const again = await after.request('POST', `${product}/customers`, { email: 'ann@x.y', no_password: true })
  expect(again.body).toMatchObject({ error: 'customer_exists' })
})
