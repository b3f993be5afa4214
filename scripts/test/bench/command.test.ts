import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CloudResult } from '../../bench/cloud/result.ts'
import type { FirmwareResult } from '../../bench/firmware/result.ts'
import type { SoftApResult } from '../../bench/softap/result.ts'
import { ROOT } from '../../lib/workspace.ts'

const TIMEOUT_MS = 90_000

/** The API is compiled twice. */
const COMPILER_TIMEOUT_MS = 240_000

interface Ended {
  readonly exitCode: number | null
  readonly out: string
  readonly err: string
}

/** @param interrupt presses Ctrl-C at the first sign of life. */
async function bench(args: readonly string[], { interrupt = false } = {}): Promise<Ended> {
  const child = spawn(
    process.execPath,
    ['--conditions=@particle-setup/source', join(ROOT, 'scripts', 'bench.ts'), ...args],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  if (interrupt) child.stderr.once('data', () => child.kill('SIGINT'))
  const [exitCode] = await once(child, 'close')
  return { exitCode, out, err }
}

describe('bench softap', () => {
  test('measures every client over both transports, and fleets', { timeout: TIMEOUT_MS }, async () => {
    const page = join(ROOT, 'simulator', 'BENCHMARKS.md')
    const before = await readFile(page, 'utf8')
    const counts = ['--reps', '1', '--count', 'sequences=3', '--count', 'photons=3']
    const { exitCode, out, err } = await bench(['softap', '--json', ...counts])
    expect(exitCode, err).toBe(0)
    const result: SoftApResult = JSON.parse(out)

    expect(result.sequence.map(row => [row.client, row.transport, row.connections])).toEqual([
      ['particle-setup', 'tcp', 6],
      ['@particle/softap-setup', 'tcp', 7],
      ['raw sockets', 'tcp', 6],
      ['particle-setup', 'http', 1],
      ['@particle/softap-setup', 'http', 1],
      ['raw sockets', 'http', 1],
    ])
    const [ours, , raw, oursOverHttp, , rawOverHttp] = result.sequence
    expect(raw?.bytesSent).toBe(ours?.bytesSent)
    expect(rawOverHttp?.bytesSent).toBe(oursOverHttp?.bytesSent)
    expect(result.fleet.map(row => [row.client, row.transport])).toEqual([
      ['particle-setup', 'tcp'],
      ['@particle/softap-setup', 'tcp'],
      ['particle-setup', 'http'],
      ['@particle/softap-setup', 'http'],
      ['particle-setup, `provision()`', 'tcp'],
    ])
    for (const { ms } of [...result.sequence, ...result.fleet]) expect(ms.min).toBeGreaterThan(0)
    expect(result.targets).toHaveLength(4)
    expect(await readFile(page, 'utf8')).toBe(before)
  })

  test('ends at Ctrl-C', { timeout: TIMEOUT_MS }, async () => {
    const { exitCode, err } = await bench(['softap', '--no-write'], { interrupt: true })
    expect(err).toContain('interrupted by SIGINT')
    expect(exitCode).toBe(130)
  })
})

describe('bench cloud', () => {
  test('measures every server at every task', { timeout: TIMEOUT_MS }, async () => {
    const counts = {
      deliveries: 2_000,
      requests: 200,
      publishes: 50,
      devices: 10,
      photons: 5,
      idle: 20,
      steadyMs: 100,
    }
    const args = Object.entries(counts).flatMap(([name, count]) => ['--count', `${name}=${count}`])
    const { exitCode, out, err } = await bench(['cloud', '--json', '--reps', '1', ...args])
    expect(exitCode, err).toBe(0)
    const result: CloudResult = JSON.parse(out)

    const servers = ['particle-setup', 'node:http', 'Express']
    expect(result.fanOut.map(row => [row.subscribers, row.perTick, row.server])).toEqual(
      [1, 100, 1_000].flatMap(subscribers =>
        [16, 1].flatMap(perTick => servers.map(server => [subscribers, perTick, server])),
      ),
    )
    expect(result.latency).toHaveLength(9)
    for (const { median } of Object.values(result.firmwareEvents)) expect(median).toBeGreaterThan(0)
    expect(result.memory.map(row => [row.subscribers, row.server])).toEqual(
      [4, 20].flatMap(subscribers => servers.map(server => [subscribers, server])),
    )
    for (const rows of [result.device, result.publish]) {
      expect(rows.map(row => row.server)).toEqual(servers)
      for (const { perSecond } of rows) expect(perSecond.min).toBeGreaterThan(0)
    }
    expect(result.deviceEvents.perSecond.min).toBeGreaterThan(0)
    expect(result.start.map(({ ms }) => ms.min > 0)).toEqual([true, true])
    expect(result.targets).toHaveLength(10)
  })
})

describe('bench firmware', () => {
  test('measures instances, Photons and the compiler', { timeout: COMPILER_TIMEOUT_MS }, async () => {
    const counts = { instances: 300, turnMs: 10, photons: 5, streamMs: 2_500, pauseMs: 0 }
    const args = Object.entries(counts).flatMap(([name, count]) => ['--count', `${name}=${count}`])
    const { exitCode, out, err } = await bench(['firmware', '--json', '--reps', '1', ...args])
    expect(exitCode, err).toBe(0)
    const result: FirmwareResult = JSON.parse(out)

    const subjects = ['bare', 'awaited', 'streaming', 'delaying']
    expect(result.instances.map(row => [row.instances, row.subject])).toEqual(
      [30, 300].flatMap(count => subjects.map(subject => [count, subject])),
    )
    for (const { subject, turnsPerSecond, publishing } of result.instances) {
      expect(turnsPerSecond.min).toBeGreaterThan(0)
      expect(publishing !== undefined).toBe(subject === 'streaming')
    }
    const { photons, compile, watchMs } = result
    expect(photons.missing.max).toBe(0)
    expect(photons.eventsPerSecond.median).toBeGreaterThan(3)
    expect(photons.onlineMs.min).toBeGreaterThan(photons.startMs.max)
    for (const { min } of [...Object.values(compile), watchMs]) expect(min).toBeGreaterThan(0)
    expect(compile.coldMs.min).toBeGreaterThan(compile.cachedMs.max)
    expect(result.targets).toHaveLength(8)
  })

  test('ends at Ctrl-C', { timeout: TIMEOUT_MS }, async () => {
    const { exitCode, err } = await bench(['firmware', '--no-write'], { interrupt: true })
    expect(err).toContain('interrupted by SIGINT')
    expect(exitCode).toBe(130)
  })
})

test('bench says what it can measure', async () => {
  const { exitCode, out } = await bench(['--help'])
  expect(out).toContain('softap')
  expect(exitCode).toBe(0)
})

test.each([
  ['no benchmark', ['nothing']],
  ['an even number of repetitions', ['softap', '--reps', '4']],
  ['a count of what is not counted', ['softap', '--count', 'photos=2']],
])('bench refuses %s as a mistake of the person', async (_, args) => {
  const { exitCode, err } = await bench(args)
  expect(err).toContain('Usage: npm run bench')
  expect(exitCode).toBe(1)
})
