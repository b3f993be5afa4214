import { expect, test } from 'vitest'
import { chunksOf, exchange, httpRequest, overHttp, overTcp } from '../photon/softap/wire.ts'
import { COLD_MS, startSketch } from './support.ts'

test(
  'a name is asked for on the setup network, beside the setup itself, and outlasts the power',
  async () => {
    const sketch = await startSketch('pages', { online: false })
    const { photon } = sketch
    const port = () => photon.softap?.http ?? 0
    const ask = (path: string, body = '') => exchange(port(), httpRequest(path, body))
    await sketch.until(() => photon.softap !== undefined)
    expect(sketch.lines()).toEqual(['I am no name yet'])

    const form = await ask('/index')
    expect(form).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type: text\/html\r\n/)
    expect(chunksOf(form).join('')).toContain("<h1>no name yet</h1><form method='post' action='/name'>")

    const saved = await ask('/name', 'colour=red&name=Kitchen+window%20left')
    expect(saved).toMatch(/^HTTP\/1\.1 301\r\n/)
    expect(saved).toContain('\r\nLocation: /index\r\nX-Saved: yes\r\n')
    expect(chunksOf(await ask('/name')).join('')).toContain('<h1>Kitchen window left</h1>')

    const refused = await ask('/name', 'surname=x')
    expect(refused).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(chunksOf(refused)).toEqual(['A name has 1 to 31 characters.'])
    const missing = await ask('/favicon.ico')
    expect(missing).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/)
    expect(chunksOf(missing)).toEqual(['no page ', '/favicon.ico'])

    expect(JSON.parse(await overHttp(port())('device-id'))).toEqual({
      id: photon.id.toUpperCase(),
      c: '0',
    })
    expect(JSON.parse(await overTcp(photon.softap?.tcp ?? 0)('version'))).toEqual({ v: 2 })
    const scan = overHttp(port())('scan-ap')
    expect(await sketch.simulator.clock.advanceUntil(scan)).toContain('"ssid":"HomeNet"')

    await photon.powerOff()
    await photon.powerOn()
    await sketch.until(() => photon.softap !== undefined)
    expect(sketch.lines()).toEqual(['I am Kitchen window left'])
    expect(chunksOf(await ask('/index')).join('')).toContain('<h1>Kitchen window left</h1>')
  },
  COLD_MS,
)
