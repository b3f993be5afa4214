import { expect, test } from 'vitest'
import { COLD_MS, startSketch } from './support.ts'

test(
  'what is typed is answered, and done',
  async () => {
    const sketch = await startSketch('console', { online: false })
    const { photon } = sketch
    const type = async (text: string) => {
      photon.serial.write(text)
      await sketch.advance(100)
      return sketch.lines()
    }
    await sketch.advance(100)
    expect(sketch.lines()).toEqual(['ready'])

    expect(await type('l on\n')).toEqual(['lamp=255'])
    expect(photon.pins.state('D3')).toMatchObject({ pwm: 255, hertz: 500 })
    expect(photon.pins.output('D7')).toBe(1)
    expect(await type('l 4')).toEqual([])
    expect(await type('2\r\n')).toEqual(['lamp=42'])
    expect(await type('l 999\nl OFF\n')).toEqual(['lamp=255', 'lamp=0'])
    expect([photon.pins.state('D3').pwm, photon.pins.output('D7')]).toEqual([0, 0])

    photon.pins.analog.set('A0', 1_234)
    expect(await type('a\n')).toEqual(['a0=1234'])
    expect(await type('s 1,-20,300\n')).toEqual(['sum=281'])
    expect(await type('x Photon\n')).toEqual(['NOTOHP'])
    expect(await type('h 202\n')).toEqual(['CA 11001010'])
    expect(await type('  what now \n\n')).toEqual(['? what now'])
    expect(await type('e\n')).toEqual(['echo=1'])
    expect(await type('s 2,2\n')).toEqual(['> s 2,2', 'sum=4'])
    expect((await type('t\n')).at(-1)).toMatch(/^up \d+\.\d s$/)
  },
  COLD_MS,
)
