import { describe, expect, test } from 'vitest'
import {
  bodies,
  chunksOf,
  type RawConnection,
  rawConnection,
  streamServer,
} from '../support/stream-server.ts'

const KIB = 1024
const MIB = 1024 * 1024

async function open(port: number): Promise<RawConnection> {
  const connection = await rawConnection(port, 'GET /product:1/e HTTP/1.1\r\nHost: a\r\n\r\n')
  await expect.poll(() => bodies(connection.text)).toHaveLength(1)
  return connection
}

/** An event of about that size. */
const padded = (name: string, sizeBytes: number): string => `${name}.`.padEnd(sizeBytes, '.')

/** The events that came whole, by name. */
function received({ text }: RawConnection): string[] {
  const whole = text.slice(0, text.lastIndexOf('\n\n\r\n') + 4)
  const body = chunksOf(bodies(whole)[0] ?? '').join('')
  return [...body.matchAll(/^event: (\w+)/gm)].map(([, name]) => name ?? '')
}

describe('a subscriber that does not read', () => {
  test('is cut off with a reason once too much is unread; the others miss nothing', async () => {
    const { port, publish, drops, clock } = await streamServer({ bufferBytes: 64 * KIB })
    const [slow, quick] = await Promise.all([open(port), open(port)])
    slow.socket.pause()
    await clock.advance(1_000)
    const sent: string[] = []
    // The kernel takes some megabytes before anything is unread.
    while (sent.length < 2_000 && drops.length === 0) {
      const name = `e${sent.length}`
      sent.push(name)
      publish(1, padded(name, 32 * KIB))
      await expect.poll(() => quick.text.includes(`event: ${name}.`), { interval: 1 }).toBe(true)
    }
    expect(drops).toEqual([
      { reason: 'too-slow', unreadBytes: expect.any(Number), prefix: 'e', openMs: 1_000 },
    ])
    expect(drops[0]?.unreadBytes).toBeGreaterThan(64 * KIB)
    expect(drops[0]?.unreadBytes).toBeLessThan(100 * KIB)

    publish(1, 'end')
    await expect.poll(() => received(quick)).toEqual([...sent, 'end'])
    slow.socket.resume()
    await expect.poll(() => slow.closed).toBe(true)
    const got = received(slow)
    expect(got).toEqual(sent.slice(0, got.length))
    expect(got.length).toBeLessThan(sent.length)
  })

  test('is not given a batch that comes to too much with what is unread', async () => {
    const { port, publish, drops, clock } = await streamServer({ bufferBytes: 32 * MIB })
    const slow = await open(port)
    slow.socket.pause()
    publish(1, padded('e1', 24 * MIB))
    await clock.advance(0)
    expect(drops).toEqual([])
    publish(1, padded('e2', 24 * MIB))
    await clock.advance(0)
    expect(drops).toMatchObject([{ reason: 'too-slow' }])
    expect(drops[0]?.unreadBytes).toBeGreaterThan(48 * MIB)
  })

  test('is cut off by a sign of life alone when nothing else comes', async () => {
    const { port, publish, drops, clock } = await streamServer({ bufferBytes: KIB })
    const slow = await open(port)
    slow.socket.pause()
    publish(1, padded('e1', 24 * MIB))
    await clock.advance(8_999)
    expect(drops).toEqual([])
    await clock.advance(1)
    expect(drops).toMatchObject([{ reason: 'too-slow', openMs: 9_000 }])
    await expect.poll(() => clock.pending).toBe(0)
  })

  test('and leaves is forgotten, with what was unread', async () => {
    const { port, publish, drops, clock } = await streamServer({ bufferBytes: 32 * MIB })
    const [slow, quick] = await Promise.all([open(port), open(port)])
    slow.socket.pause()
    publish(1, padded('e1', 8 * MIB))
    await clock.advance(0)
    slow.socket.destroy()
    for (const name of ['e2', 'e3']) {
      publish(1, name)
      await clock.advance(0)
    }
    await expect.poll(() => received(quick)).toEqual(['e1', 'e2', 'e3'])
    expect(drops).toEqual([])
    quick.socket.destroy()
    await expect.poll(() => clock.pending).toBe(0)
  })

  test('behind an answer that never comes is cut off, too', async () => {
    const { port, publish, drops, opened } = await streamServer({ bufferBytes: 64 * KIB })
    const requests = ['/wait', '/product:1'].map(path => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`)
    const connection = await rawConnection(port, requests.join(''))
    await expect.poll(() => opened).toEqual(['wait', 'product:1'])
    publish(1, padded('e1', 96 * KIB))
    await expect.poll(() => drops).toMatchObject([{ reason: 'too-slow' }])
    await expect.poll(() => connection.closed).toBe(true)
  })
})

test('a subscriber that reads is given any burst, however large', async () => {
  const { port, publish, drops } = await streamServer({ bufferBytes: KIB })
  const reader = await open(port)
  const burst = Array.from({ length: 64 }, (_, i) => `e${i}`)
  publish(1, ...burst.map(name => padded(name, 64 * KIB)))
  await expect.poll(() => received(reader)).toEqual(burst)
  expect(drops).toEqual([])
})
