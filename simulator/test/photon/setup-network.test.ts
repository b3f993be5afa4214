import { connect, createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startSoftAp } from '../../src/photon/softap/index.ts'
import { type Desk, desk } from './support/desk.ts'

/** One command to the Photon's TCP server, and all it answers. */
async function ask(d: Desk, command: string, body = ''): Promise<string> {
  const { softap } = d.photon
  if (softap === undefined) throw new Error(`the Photon does not listen, it is ${d.photon.state}`)
  const socket = connect({ host: softap.host, port: softap.tcp })
  socket.end(`${command}\n${Buffer.byteLength(body)}\n\n${body}`)
  let answer = ''
  for await (const chunk of socket.setEncoding('utf8')) answer += chunk
  return answer.trim()
}

async function refused(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port })
  return new Promise(resolve => {
    socket.once('error', () => resolve(true))
    socket.once('connect', () => {
      socket.destroy()
      resolve(false)
    })
  })
}

const fromFactory = (): Desk => desk({ startSoftAp })

describe('the setup network of a Photon', () => {
  test('takes claim code and network, and the Photon goes online with them', async () => {
    await using d = fromFactory()
    await d.photon.powerOn()
    expect(await ask(d, 'device-id')).toBe(`{"id":"${d.photon.id.toUpperCase()}","c":"0"}`)
    expect(await ask(d, 'set', '{"k":"cc","v":"claim me"}')).toBe('{"r":0}')
    expect(await ask(d, 'configure-ap', '{"idx":0,"ssid":"CafeOpen","sec":0,"ch":11}')).toBe('{"r":0}')
    expect(await ask(d, 'connect-ap', '{"idx":0}')).toBe('{"r":0}')
    await d.clock.advance(10_000)
    expect(d.photon.snapshot()).toMatchObject({ state: 'online', wifi: { ssid: 'CafeOpen' } })
    expect(d.cloud.session.all('claimCode').map(({ code }) => code)).toEqual(['claim me'])
  })

  test('is gone while the Photon joins, and back at the same ports with the same key when that failed', async () => {
    await using d = fromFactory()
    await d.photon.powerOn()
    const first = d.photon.softap
    const key = await ask(d, 'public-key')
    await ask(d, 'configure-ap', '{"idx":0,"ssid":"Nowhere","sec":0,"ch":1}')
    await ask(d, 'connect-ap', '{"idx":0}')
    await d.clock.advance(1_000)
    expect(d.photon.state).toBe('joining')
    expect(await Promise.all([refused(first?.tcp ?? 0), refused(first?.http ?? 0)])).toEqual([true, true])
    await d.clock.advance(45_000)
    expect(d.photon.state).toBe('listening')
    expect(d.photon.softap).toEqual(first)
    expect(await ask(d, 'public-key')).toBe(key)
  })

  test('hears the air, and what it is deaf to it does not', async () => {
    await using d = fromFactory()
    await d.photon.powerOn()
    d.faults.add('wifi-gone', { ssid: 'HomeNet' })
    let answer: string | undefined
    void ask(d, 'scan-ap').then(text => {
      answer = text
    })
    await expect.poll(() => d.clock.advance(500).then(() => answer)).toBeDefined()
    expect(JSON.parse(answer ?? '').scans.map(({ ssid }: { ssid: string }) => ssid)).toEqual(['CafeOpen'])
  })

  test('frees its ports when the Photon is switched off', async () => {
    await using d = fromFactory()
    await d.photon.powerOn()
    const { tcp, http } = d.photon.softap ?? { tcp: 0, http: 0 }
    await d.photon.powerOff()
    expect(await Promise.all([refused(tcp), refused(http)])).toEqual([true, true])
    await d.photon.powerOn()
    expect(d.photon.softap).toMatchObject({ tcp, http })
  })

  test('fails the power switch when its port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => squatter.once('listening', resolve))
    const address = squatter.address()
    const tcp = typeof address === 'object' ? (address?.port ?? 0) : 0
    try {
      await using d = desk({ startSoftAp, softap: { tcp } })
      await expect(d.photon.powerOn()).rejects.toThrow(String(tcp))
      expect(d.photon.state).toBe('off')
    } finally {
      squatter.close()
    }
  })

  test('takes another port when it is switched on and somebody has its any free one', async () => {
    await using d = fromFactory()
    await d.photon.powerOn()
    const { tcp = 0, http } = d.photon.softap ?? {}
    await d.photon.powerOff()
    const squatter = createServer().listen(tcp, '127.0.0.1')
    await new Promise(resolve => squatter.once('listening', resolve))
    await d.photon.powerOn()
    expect(d.photon.softap?.tcp).not.toBe(tcp)
    expect(d.photon.softap?.http).toBe(http)
    squatter.close()
  })

  test('waits for a port that somebody took meanwhile', async () => {
    await using d = fromFactory()
    await d.photon.powerOn()
    const tcp = d.photon.softap?.tcp ?? 0
    const problems: Error[] = []
    d.photon.on('problem', error => problems.push(error))
    await ask(d, 'configure-ap', '{"idx":0,"ssid":"Nowhere","sec":0,"ch":1}')
    await ask(d, 'connect-ap')
    await d.clock.advance(1_000)
    const squatter = createServer().listen(tcp, '127.0.0.1')
    await new Promise(resolve => squatter.once('listening', resolve))
    await d.clock.advance(45_000)
    expect(problems.length).toBeGreaterThan(0)
    expect(d.photon.softap).toBeUndefined()
    await new Promise(resolve => squatter.close(resolve))
    await d.clock.advance(2_000)
    expect(d.photon.softap?.tcp).toBe(tcp)
  })
})
