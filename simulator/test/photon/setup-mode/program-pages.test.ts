import { join } from 'node:path'
import { compile } from '@particle-setup/device-os-wasm/compile'
import { run } from '@particle-setup/device-os-wasm/run'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RunFirmware } from '../../../src/photon/index.ts'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import { chunksOf, exchange, httpRequest } from '../softap/wire.ts'
import { type Desk, desk } from '../support/desk.ts'
import { phone } from '../support/phone.ts'
import { scripted } from '../support/scripted-firmware.ts'

let probe: RunFirmware

beforeAll(async () => {
  const { module } = await compile(join(import.meta.dirname, '../fixtures/probe'))
  probe = board => run(module, board)
}, 180_000)

async function listening(firmware: RunFirmware): Promise<Desk> {
  const d = desk({ startSoftAp, firmware })
  await d.photon.powerOn()
  return d
}

const get = (d: Desk, path: string, body = ''): Promise<string> =>
  exchange(d.photon.softap?.http ?? 0, httpRequest(path, body))

describe('a compiled program with pages of its own', () => {
  test('S17: serves them on its setup network, before its setup() has run', async () => {
    await using d = await listening(probe)
    const answer = await get(d, '/echo%20me?a=%201', 'jörg')
    expect(answer).toMatch(
      /^HTTP\/1\.1 200 OK\r\nX-Url: \/echo me\?a=%201\r\nContent-Type: text\/html\r\nCache-Control: /,
    )
    expect(chunksOf(answer)).toEqual(['you said ', 'jörg'])
    expect(d.photon.serial.lines).toEqual([])
  })

  test('S17: answers for every URL that is not the protocol’s own, /index included', async () => {
    await using d = await listening(probe)
    for (const path of ['/index', '/favicon.ico']) {
      expect(await get(d, path)).toMatch(/^HTTP\/1\.1 404 Not Found\r\nContent-Type: \*\/\*\r\n/)
    }
    expect(await get(d, '/')).toMatch(/^HTTP\/1\.1 301\r\nLocation: \/index\r\n/)
    expect(await get(d, '/hello')).toContain('Soft AP Setup\0')
    expect(chunksOf(await get(d, '/version'))).toEqual(['{"v":2}'])
  })

  test('S17: can still be set up, and serves them again when it listens again', async () => {
    await using d = await listening(probe)
    await phone(d).ask('connect-ap')
    await d.clock.advance(1_000)
    await expect.poll(() => d.photon.softap).toBeDefined()
    expect(chunksOf(await get(d, '/echo', 'again'))).toEqual(['you said ', 'again'])
  })

  test('S17: takes the connection along when a page crashes it, shows SOS and comes back', async () => {
    await using d = await listening(probe)
    const problems: Error[] = []
    d.photon.on('problem', error => problems.push(error))
    expect(await get(d, '/crash')).toBe('')
    await d.clock.advance(100)
    expect(d.photon.state).toBe('panic')
    await expect.poll(() => d.clock.advance(1_000).then(() => d.photon.softap)).toBeDefined()
    expect(chunksOf(await get(d, '/echo', 'x'))).toEqual(['you said ', 'x'])
    expect(problems).toEqual([])
  })
})

describe('a program', () => {
  test('S17: without pages leaves the firmware’s own', async () => {
    await using d = await listening(scripted())
    expect(await get(d, '/index')).toMatch(/^HTTP\/1\.1 301\r\nLocation: \/hello\r\n/)
    expect(await get(d, '/other')).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/)
  })

  test('S17: that never says a status has its writes sent bare', async () => {
    const writes = [Buffer.from('one'), Buffer.from('two')]
    const page = () => ({ status: undefined, mime: '', headers: '', writes })
    await using d = await listening(scripted({ page }))
    expect(await get(d, '/page')).toBe('3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n')
  })

  test('S17: in safe mode serves none', async () => {
    const page = () => ({ status: 200, mime: '', headers: '', writes: [] })
    const program = scripted({
      page,
      threaded: true,
      loop: board => board.system?.reset?.({ mode: 'safe-mode', data: 0 }),
    })
    await using d = await listening(program)
    expect(await get(d, '/page')).toMatch(/^HTTP\/1\.1 200 OK/)
    await expect.poll(() => d.clock.advance(1_000).then(() => d.photon.snapshot().firmware)).toBeUndefined()
    await expect.poll(() => d.clock.advance(1_000).then(() => d.photon.softap)).toBeDefined()
    expect(await get(d, '/page')).toMatch(/^HTTP\/1\.1 404 Not Found/)
  })
})
