import { expect, test } from 'vitest'
import { COLD_MS, startSketch } from './support.ts'

test(
  'naps end by time or by pin; deep sleep ends with a reset that retained variables outlast',
  async () => {
    const sketch = await startSketch('sleep')
    const { photon } = sketch
    const asleep = () => sketch.until(() => photon.state === 'asleep')
    const awake = async () => (await sketch.events('awake')).map(({ data }) => data)
    const messages = () => sketch.lines().map(line => line.replace(/^\d{10} /, ''))
    await asleep()
    expect(messages()).toEqual(['[app] INFO: boot 1 after power-on, 0 naps'])
    expect(await awake()).toEqual(['1/0'])
    expect([photon.led, photon.pins.output('D7')]).toEqual([{ color: 'off', pattern: 'off' }, 0])

    await sketch.advance(29_900)
    expect(photon.state).toBe('asleep')
    await sketch.advance(200)
    expect(messages()).toEqual(['[app] INFO: nap 1 ended by time'])
    expect(photon.pins.output('D7')).toBe(1)

    await asleep()
    await sketch.advance(5_000)
    photon.pins.digital.set('D2', 1)
    await sketch.advance(100)
    expect(messages()).toEqual(['[app] INFO: nap 2 ended by pin 2'])
    await asleep()
    // Only a rising edge wakes it.
    photon.pins.digital.set('D2', 0)
    await sketch.advance(100)
    expect(photon.state).toBe('asleep')
    await sketch.advance(30_000)
    await asleep()
    await sketch.advance(30_000)
    await asleep()
    expect(messages().at(-1)).toBe('[app] INFO: good night')
    expect(await awake()).toEqual(['1/0', '1/1', '1/2', '1/3', '1/4'])

    const { id } = photon
    await sketch.advance(120_000)
    expect(await sketch.api('GET', `/v1/devices/${id}`)).toMatchObject({ online: false })
    await sketch.advance(3_470_000)
    expect(photon.state).toBe('asleep')
    await sketch.until(() => photon.state === 'online')
    expect(messages()).toEqual(['[app] INFO: boot 2 after deep sleep, 4 naps'])
    await asleep()
    expect((await awake()).at(-1)).toBe('2/0')
  },
  COLD_MS,
)

test(
  'WKP ends deep sleep early; without power what was retained is gone',
  async () => {
    const sketch = await startSketch('sleep')
    const { photon } = sketch
    const nightFalls = () =>
      sketch.until(() => photon.serial.lines.at(-1)?.endsWith('good night') === true, 300_000)
    await nightFalls()
    await sketch.until(() => photon.state === 'asleep')
    sketch.lines()
    photon.pins.digital.set('WKP', 0)
    photon.pins.digital.set('WKP', 1)
    await sketch.online()
    expect(sketch.lines()[0]).toMatch(/boot 2 after deep sleep, 4 naps$/)
    await photon.powerOff()
    await photon.powerOn()
    await sketch.online()
    expect(sketch.lines()[0]).toMatch(/boot 1 after power-on, 0 naps$/)
  },
  COLD_MS,
)
