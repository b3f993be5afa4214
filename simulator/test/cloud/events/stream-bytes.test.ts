import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bodies, chunksOf, rawConnection, streamServer } from '../support/stream-server.ts'

const GREETING = '5\r\n:ok\n\n\r\n'
const get = (path: string, version = '1.1') => `GET ${path} HTTP/${version}\r\nHost: a\r\n\r\n`
const CHANNEL = '/product:1'

/** What `publish` publishes. */
function frame(name: string, unixMs: number, productId = 1): string {
  const published = new Date(unixMs).toISOString()
  return (
    `event: ${name}\ndata: {"data":"x","ttl":60,"published_at":"${published}","coreid":"api",` +
    `"userid":null,"version":null,"public":false,"productID":${productId}}\n\n`
  )
}

describe('the bytes on the connection', () => {
  test('are one chunk for all that was published in one turn of the event loop', async () => {
    const { port, publish, clock } = await streamServer()
    const connection = await rawConnection(port, get(CHANNEL))
    await expect.poll(() => bodies(connection.text)).toEqual([GREETING])
    expect(connection.text).toMatch(/\r\nTransfer-Encoding: chunked\r\n/)

    publish(1, 'a', 'ä')
    const both = frame('a', clock.unixMs()) + frame('ä', clock.unixMs())
    const chunk = `${Buffer.byteLength(both).toString(16)}\r\n${both}\r\n`
    await expect.poll(() => bodies(connection.text)).toEqual([GREETING + chunk])
  })

  test('end with the last chunk, all that was published before in front of it', async () => {
    const { port, publish, streams, opened, clock } = await streamServer()
    const connection = await rawConnection(port, get(CHANNEL) + get('/wait'))
    await expect.poll(() => opened).toEqual(['product:1', 'wait'])
    publish(1, 'a')
    await Promise.resolve()
    streams.close()
    await expect.poll(() => bodies(connection.text)[0]).toMatch(/\r\n0\r\n\r\n$/)
    const [body = ''] = bodies(connection.text)
    expect(chunksOf(body).join('')).toBe(`:ok\n\n${frame('a', clock.unixMs())}`)
    publish(1, 'b')
    expect(connection.text).not.toContain('event: b')
  })

  test('are a chunk of one line feed after 9 s of silence', async () => {
    const { port, clock } = await streamServer()
    const connection = await rawConnection(port, get(CHANNEL))
    await expect.poll(() => bodies(connection.text)).toEqual([GREETING])
    await clock.advance(9_000)
    await expect.poll(() => bodies(connection.text)).toEqual([`${GREETING}1\r\n\n\r\n`])
  })

  test('have no chunks for a client of HTTP/1.0, for which the end of the connection is the end', async () => {
    const { port, publish, clock, streams } = await streamServer()
    const connection = await rawConnection(port, get(CHANNEL, '1.0'))
    await expect.poll(() => bodies(connection.text)).toEqual([':ok\n\n'])
    expect(connection.text).toMatch(/\r\nConnection: close\r\n/)
    publish(1, 'a')
    await expect.poll(() => bodies(connection.text)).toEqual([`:ok\n\n${frame('a', clock.unixMs())}`])
    await clock.advance(9_000)
    await expect
      .poll(() => bodies(connection.text))
      .toEqual([`:ok\n\n${frame('a', clock.unixMs() - 9_000)}\n`])
    streams.close()
    await expect.poll(() => connection.closed).toBe(true)
  })

  test('are a head alone for HEAD, and the connection goes on', async () => {
    const { port, answer, opened } = await streamServer()
    const connection = await rawConnection(port, `HEAD ${CHANNEL} HTTP/1.1\r\nHost: a\r\n\r\n${get('/wait')}`)
    await expect.poll(() => opened).toEqual(['product:1', 'wait'])
    answer()
    await expect.poll(() => bodies(connection.text)).toEqual(['', 'done'])
    expect(connection.text).toContain('Content-Type: text/event-stream')
  })
})

describe('several requests on one connection', () => {
  test('a stream behind an answer that is not there yet begins after it, and has lost nothing', async () => {
    const { port, publish, opened, answer, clock } = await streamServer()
    const connection = await rawConnection(port, get('/wait') + get(CHANNEL))
    await expect.poll(() => opened).toEqual(['wait', 'product:1'])
    publish(1, 'a')
    await clock.advance(0)
    expect(connection.text).toBe('')
    answer()
    await expect.poll(() => bodies(connection.text).length).toBe(2)
    publish(1, 'b')
    const wanted = [':ok\n\n', frame('a', clock.unixMs()), frame('b', clock.unixMs())]
    await expect.poll(() => chunksOf(bodies(connection.text)[1] ?? '').join('')).toBe(wanted.join(''))
  })

  test('two streams never mix: the second follows when the first has ended', async () => {
    const { port, publish, opened, streams, clock } = await streamServer()
    const connection = await rawConnection(port, get('/product:1') + get('/product:2'))
    await expect.poll(() => opened).toEqual(['product:1', 'product:2'])
    publish(1, 'of-1')
    publish(2, 'of-2')
    publish(1, 'more-of-1')
    await clock.advance(0)
    const at = clock.unixMs()
    streams.close()
    await expect
      .poll(() => bodies(connection.text).map(body => chunksOf(body).join('')))
      .toEqual([`:ok\n\n${frame('of-1', at)}${frame('more-of-1', at)}`, `:ok\n\n${frame('of-2', at, 2)}`])
  })

  test('a stream whose turn never came is forgotten with its connection', async () => {
    const { port, opened, clock } = await streamServer()
    const connection = await rawConnection(port, get('/wait') + get(CHANNEL))
    await expect.poll(() => opened).toEqual(['wait', 'product:1'])
    expect(clock.pending).toBe(1)
    connection.socket.destroy()
    await expect.poll(() => clock.pending).toBe(0)
  })
})

test('any events, however they are spread over turns of the event loop, are the same body', async () => {
  const { port, publish, clock } = await streamServer()
  const name = fc.string({ unit: fc.constantFrom('a', 'ä', '€', '🏡'), minLength: 1, maxLength: 8 })
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.array(name, { maxLength: 5 }).map(names => ({ names, silentMs: 0 })) },
    fc.constantFrom(1, 8_999, 9_000).map(silentMs => ({ names: [], silentMs })),
  )
  const readsTheSame = async (steps: { names: string[]; silentMs: number }[]): Promise<void> => {
    const connection = await rawConnection(port, get(CHANNEL))
    await expect.poll(() => bodies(connection.text)).toEqual([GREETING])
    let wanted = ':ok\n\n'
    for (const { names, silentMs } of steps) {
      publish(1, ...names)
      wanted += names.map(each => frame(each, clock.unixMs())).join('')
      await clock.advance(silentMs)
    }
    // The line feeds of silence stand between events and nowhere else.
    const withoutSilence = (body: string): string => body.replace(/(?<=\n\n)\n+/g, '')
    await expect.poll(() => withoutSilence(chunksOf(bodies(connection.text)[0] ?? '').join(''))).toBe(wanted)
    connection.socket.destroy()
  }
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), readsTheSame), {
    numRuns: 40,
    endOnFailure: true,
  })
})
