import { expect, test } from 'vitest'
import { COLD_MS, startSketch } from './support.ts'

test(
  'publishes an object, and takes one; bad JSON changes nothing',
  async () => {
    const sketch = await startSketch('json')
    const readings = async () => (await sketch.events('reading')).map(({ data }) => JSON.parse(data ?? ''))
    sketch.photon.pins.analog.set('A0', 2048)
    await sketch.until(() => sketch.simulator.journal.entries('publish').length > 0)
    expect((await sketch.events('reading')).map(({ data }) => data)).toEqual([
      '{"label":"window","light":2048,"volts":1.65,"bright":true,"history":[0,0,0],"error":null}',
    ])

    const wanted = { label: 'a "quoted" \\ name\n', period: 2000, offset: -0.05, paused: false }
    expect(await sketch.call('configure', JSON.stringify(wanted))).toBe(4)
    sketch.photon.pins.analog.set('A0', 100)
    await sketch.advance(6_100)
    expect((await readings()).slice(1)).toEqual(
      [
        [0, 0, 2048],
        [0, 2048, 100],
        [2048, 100, 100],
      ].map(history => ({
        label: wanted.label,
        light: 100,
        volts: 0.03,
        bright: false,
        history,
        error: null,
      })),
    )

    const refused = ['', '{', 'null', '[1]', '{"label":1}', '{"period":10}', '{"paused":true,"offset":"x"}']
    for (const argument of refused) {
      expect([argument, await sketch.call('configure', argument)]).toEqual([argument, -1])
    }
    await sketch.advance(2_000)
    expect((await readings()).at(-1).label).toBe(wanted.label)

    expect(await sketch.call('configure', '{"paused":true}')).toBe(1)
    const before = (await readings()).length
    await sketch.advance(10_000)
    expect(await readings()).toHaveLength(before)
    expect(await sketch.call('configure', '{"paused":false,"label":"gr\\u00fcn"}')).toBe(2)
    await sketch.advance(2_100)
    expect((await readings()).at(-1).label).toBe('grün')
  },
  COLD_MS,
)
