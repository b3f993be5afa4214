import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { COLD_MS, type Sketch, startSketch } from './support.ts'

function portOf({ photon }: Sketch, wanted: number): number {
  const found = photon.snapshot().ports.find(({ port }) => port === wanted)
  if (found === undefined) throw new Error(`nobody waits at ${wanted}`)
  return found.boundPort
}

async function start(): Promise<Sketch> {
  const sketch = await startSketch('sockets', { sockets: 'loopback' })
  await sketch.until(() => sketch.photon.snapshot().ports.length === 2)
  return sketch
}

test(
  'a browser is answered by the program’s own web server',
  async () => {
    const sketch = await start()
    const { clock } = sketch.simulator
    sketch.photon.pins.analog.set('A0', 321)
    const get = (path: string) =>
      clock.advanceUntil(
        fetch(`http://127.0.0.1:${portOf(sketch, 8080)}${path}`).then(async answer => ({
          type: answer.headers.get('content-type'),
          body: await answer.json(),
        })),
        { stepMs: 1 },
      )
    expect(await get('/hello?a=1')).toEqual({
      type: 'application/json',
      body: { path: '/hello?a=1', served: 1, light: 321 },
    })
    expect((await get('/again')).body).toMatchObject({ served: 2 })
    expect(await sketch.read('served')).toBe(2)
  },
  COLD_MS,
)

test(
  'a packet comes back in capitals, to where it came from',
  async () => {
    const sketch = await start()
    const socket = createSocket('udp4')
    onTestFinished(() => void socket.close())
    for (const text of ['photon', 'x'.repeat(500)]) {
      const answered = once(socket, 'message')
      socket.send(text, portOf(sketch, 7007), '127.0.0.1')
      const [bytes, from] = await sketch.simulator.clock.advanceUntil(answered, { stepMs: 1 })
      expect(String(bytes)).toBe(text.toUpperCase())
      expect(from.port).toBe(portOf(sketch, 7007))
    }
  },
  COLD_MS,
)

test(
  'the program asks a server of this machine when the cloud calls it to',
  async () => {
    const sketch = await start()
    const heard: string[] = []
    const server = createServer(client => {
      client.on('data', bytes => {
        heard.push(String(bytes))
        client.write('well, ')
        setImmediate(() => client.end('hello\r\n'))
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    expect(await sketch.call('ask', `${port} is anybody there?`)).toBe('well, hello\r'.length)
    expect(heard.join('')).toBe('is anybody there?\r\n')
    expect((await sketch.events('answer')).map(({ data }) => data)).toEqual(['well, hello\r'])

    server.close()
    await once(server, 'close')
    expect(await sketch.call('ask', `${port} and now?`)).toBe(-1)
  },
  COLD_MS,
)

test(
  'its ports close with the network, and open again with the next start',
  async () => {
    const sketch = await start()
    const gone = sketch.simulator.faults.add('wifi-gone', { ssid: 'HomeNet' })
    const port = portOf(sketch, 8080)
    await sketch.until(() => sketch.photon.state !== 'online')
    expect(sketch.photon.snapshot().ports).toEqual([])
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed')
    gone.remove()
    await sketch.photon.reset()
    await sketch.until(() => sketch.photon.snapshot().ports.length === 2, 60_000)
  },
  COLD_MS,
)
