import { describe, expect, test } from 'vitest'
import {
  type Firmware,
  FirmwareStoppedError,
  FirmwareTrapError,
  type PageResponse,
  run,
} from '../../src/run/index.ts'
import { createTestBoard, settle, type TestBoard } from '../board.ts'
import { compileFixture } from '../fixtures.ts'

async function start(test: TestBoard = createTestBoard(), ...flags: string[]): Promise<Firmware> {
  return run(await compileFixture('pages', ...flags), test.board)
}

async function startWithoutHandler(): Promise<Firmware> {
  return run(await compileFixture('minimal'), createTestBoard().board)
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const textOf = ({ writes }: PageResponse): string[] => writes.map(write => new TextDecoder().decode(write))

async function get(firmware: Firmware, url: string, body = ''): Promise<PageResponse> {
  const response = firmware.servePage({ url, body: bytes(body) })
  await firmware.process()
  return response
}

describe('the page handler of a firmware', () => {
  test('is there from STARTUP on', async () => {
    expect((await start()).servesPages).toBe(true)
    expect((await startWithoutHandler()).servesPages).toBe(false)
  })

  test('gets URL and body, and says status, type, headers and body, write by write', async () => {
    const response = await get(await start(), '/echo?name=jörg', 'ten bytes!')
    expect(response).toMatchObject({
      status: 200,
      mime: 'text/plain',
      headers: 'X-Url: /echo?name=jörg\r\nX-Length: 10\r\n',
    })
    expect(textOf(response)).toEqual(['ten ', 'byte', 's!'])
  })

  test('can read the body as one text, and give neither type nor headers', async () => {
    const response = await get(await start(), '/text', 'whole')
    expect(response).toMatchObject({ status: 404, mime: '', headers: '' })
    expect(textOf(response)).toEqual(['whole', '!'])
  })

  test('gets a body of 40 kB', async () => {
    const body = 'x'.repeat(40_000)
    expect(textOf(await get(await start(), '/text', body))).toEqual([body, '!'])
  })

  test('answers once: only the first status counts', async () => {
    expect((await get(await start(), '/twice')).status).toBe(200)
  })

  test('that says nothing gives no status', async () => {
    const nothing = { status: undefined, mime: '', headers: '', writes: [] }
    expect(await get(await start(), '/other')).toEqual(nothing)
    expect(await get(await startWithoutHandler(), '/echo')).toEqual(nothing)
  })

  test('is one at a time, in order', async () => {
    const firmware = await start()
    const all = ['/echo?1', '/text', '/echo?2'].map(url => firmware.servePage({ url, body: bytes(url) }))
    await firmware.process()
    expect((await Promise.all(all)).map(response => textOf(response).join(''))).toEqual([
      '/echo?1',
      '/text!',
      '/echo?2',
    ])
  })

  test('can be taken back', async () => {
    const firmware = await start()
    await firmware.turn()
    const answer = firmware.callFunction('replace', '')
    await firmware.process()
    expect(await answer).toBe(0)
    expect(firmware.servesPages).toBe(false)
    expect((await get(firmware, '/echo')).status).toBeUndefined()
  })
})

describe('a page is served', () => {
  test.each([
    ['before the cloud is there', []],
    ['in manual mode, without Particle.process()', ['-DMANUAL_MODE']],
  ])('%s', async (_case, flags) => {
    const board = createTestBoard()
    board.connected = false
    board.listening = true
    const firmware = await start(board, ...flags)
    const response = firmware.servePage({ url: '/text', body: bytes('x') })
    await firmware.turn()
    expect((await response).status).toBe(404)
  })

  test('while loop() is in a long delay()', async () => {
    const board = createTestBoard()
    const firmware = await start(board)
    await firmware.turn()
    void firmware.callFunction('loopFor', '5000')
    const turn = firmware.turn()
    const response = firmware.servePage({ url: '/text', body: bytes('x') })
    await board.time.advance(1_000)
    expect((await response).status).toBe(404)
    await board.time.advance(5_000)
    await turn
  })

  test('in as much time as its handler takes', async () => {
    const board = createTestBoard()
    const firmware = await start(board)
    let status: number | undefined
    const response = firmware.servePage({ url: '/slow', body: bytes('') }).then(answer => {
      status = answer.status
    })
    const work = firmware.process()
    await board.time.advance(499)
    expect(status).toBeUndefined()
    await board.time.advance(1)
    await Promise.all([work, response])
    expect(status).toBe(204)
  })
})

describe('a page that goes wrong', () => {
  test('crashes the firmware, and whoever waits hears it', async () => {
    const firmware = await start()
    const waiting = ['/crash', '/echo'].map(url => firmware.servePage({ url, body: bytes('') }))
    const heard = Promise.allSettled(waiting)
    await expect(firmware.process()).rejects.toThrow(FirmwareTrapError)
    for (const outcome of await heard) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(FirmwareTrapError) })
    }
    await expect(firmware.servePage({ url: '/echo', body: bytes('') })).rejects.toThrow(FirmwareTrapError)
  })

  test('by never returning does not keep the firmware from being stopped', async () => {
    const board = createTestBoard()
    const firmware = await start(board)
    const refused = expect(firmware.servePage({ url: '/hang', body: bytes('') })).rejects.toThrow(
      FirmwareStoppedError,
    )
    const work = firmware.process()
    await settle()
    await firmware.stop()
    await Promise.all([work, refused])
  })

  test('by being endless is cut at 1 MiB', async () => {
    const { writes } = await get(await start(), '/endless')
    expect(writes.reduce((sum, write) => sum + write.length, 0)).toBe(1024 * 1024)
  })
})
