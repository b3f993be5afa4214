import { expect, test } from 'vitest'
import { COLD_MS, startSketch } from './support.ts'

test(
  'the LED is the program’s until the cloud is there; system events tell of both ways',
  async () => {
    const sketch = await startSketch('status', { online: false })
    const { photon, simulator } = sketch
    await sketch.until(() => photon.state === 'online')
    await sketch.advance(1_000)
    sketch.lines()
    const messages = () => sketch.lines().map(line => line.replace(/^\d{10} /, ''))
    const leds: string[] = []
    photon.on('led', ({ color, pattern }) => leds.push(`${pattern} ${color}`))
    await photon.reset()
    await sketch.until(() => photon.state === 'online')
    await sketch.advance(1_000)
    expect(messages()).toEqual([
      '[app] INFO: network connected',
      '[app] INFO: cloud connecting',
      '[app] INFO: cloud shaking hands',
      '[app] INFO: cloud connected',
    ])
    expect(leds).toContain('solid #ff8000')
    expect(photon.led).toEqual({ color: 'cyan', pattern: 'breathing' })

    const gone = simulator.faults.add('wifi-gone', { ssid: 'HomeNet' })
    await sketch.until(() => photon.state !== 'online')
    await sketch.advance(1_000)
    expect(messages()).toEqual(['[app] INFO: cloud disconnected', '[app] INFO: network disconnected'])
    expect(photon.led).toEqual({ color: '#0000ff', pattern: 'solid' })

    gone.remove()
    await sketch.until(() => photon.state === 'online', 60_000)
    await sketch.advance(1_000)
    expect(messages().at(0)).toBe('[app] INFO: network connected')
    expect(photon.led).toEqual({ color: 'cyan', pattern: 'breathing' })
  },
  COLD_MS,
)

test(
  'without a cloud waitFor() gives up after half a minute',
  async () => {
    const sketch = await startSketch('status', { online: false })
    sketch.simulator.faults.add('cloud-unreachable')
    await sketch.photon.reset()
    sketch.lines()
    await sketch.until(
      () => sketch.lines().some(line => /WARN: no cloud yet, up for 3\d s$/.test(line)),
      40_000,
    )
    expect(sketch.photon.led).toEqual({ color: '#ff0000', pattern: 'solid' })
  },
  COLD_MS,
)
