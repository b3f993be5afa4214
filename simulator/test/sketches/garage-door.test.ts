import { beforeEach, describe, expect, test } from 'vitest'
import { COLD_MS, type Sketch, startSketch } from './support.ts'

/** Where the program saves two bytes of magic, its state, one of padding, and how often it was opened. */
const ADDRESS = 16
const LENGTH = 8

let sketch: Sketch

beforeEach(async () => {
  sketch = await startSketch('garage-door')
}, COLD_MS)

const look = async () => [await sketch.read('state'), await sketch.read('openings')]
const motors = () => ['D3', 'D4'].map(pin => sketch.photon.pins.output(pin) ?? 0)

async function saved(): Promise<number[]> {
  const eeprom = `/simulator/photons/${sketch.photon.id}/eeprom`
  const { bytes } = await sketch.api('GET', `${eeprom}?offset=${ADDRESS}&length=${LENGTH}&as=array`)
  return bytes as number[]
}

async function reopen(): Promise<void> {
  await sketch.call('door', 'open')
  await sketch.advance(5_000)
}

describe('a door', () => {
  test('is closed on a new Photon, whose EEPROM is erased', async () => {
    expect(await look()).toEqual(['closed', 0])
    expect(await saved()).toEqual([0x0f, 0xd0, 0, expect.anything(), 0, 0, 0, 0])
  })

  test('opens for four seconds, closes for four, and says so', async () => {
    expect(await sketch.call('door', 'OPEN')).toBe(1)
    expect([await sketch.read('state'), motors()]).toEqual(['opening', [1, 0]])
    const [stop] = await sketch.writes('D3', 4_100)
    expect(stop?.[1]).toBeGreaterThanOrEqual(4_000)
    expect(stop?.[1]).toBeLessThanOrEqual(4_010)
    expect([await look(), motors()]).toEqual([
      ['open', 1],
      [0, 0],
    ])
    await sketch.call('door', 'close')
    await sketch.advance(4_100)
    expect(await look()).toEqual(['closed', 1])
    const states = (await sketch.events('door/state')).map(({ data }) => data)
    expect(states).toEqual(['opening', 'open', 'closing', 'closed'])
  })

  test('is not moved where it is already, nor by what it does not understand', async () => {
    expect(await sketch.call('door', 'close')).toBe(0)
    expect(await sketch.call('door', 'explode')).toBe(-1)
    await sketch.call('door', 'open')
    expect(await sketch.call('door', 'open')).toBe(0)
    expect(await look()).toEqual(['opening', 1])
  })
})

describe('where it stands', () => {
  test('outlasts a reset', async () => {
    await reopen()
    await sketch.photon.reset()
    await sketch.online()
    expect([await look(), motors()]).toEqual([
      ['open', 1],
      [0, 0],
    ])
  })

  test('outlasts a loss of power', async () => {
    await reopen()
    const before = await saved()
    expect(before).toEqual([0x0f, 0xd0, 2, expect.anything(), 1, 0, 0, 0])
    await sketch.photon.powerOff()
    await sketch.advance(3_600_000)
    expect(await saved()).toEqual(before)
    await sketch.photon.powerOn()
    await sketch.online()
    expect(await look()).toEqual(['open', 1])
  })

  test('is known before the cloud is there, and after a power cut under way it closes', async () => {
    await sketch.call('door', 'open')
    await sketch.advance(1_000)
    await sketch.photon.powerOff()
    expect(motors()).toEqual([0, 0])
    await sketch.photon.powerOn()
    await sketch.advance(10)
    expect(sketch.photon.state).not.toBe('online')
    expect(motors()).toEqual([0, 1])
    await sketch.online()
    await sketch.advance(4_000)
    expect([await look(), motors()]).toEqual([
      ['closed', 1],
      [0, 0],
    ])
  })

  test('is forgotten with the EEPROM', async () => {
    await reopen()
    sketch.photon.flash.eeprom.fill(0xff)
    await sketch.photon.reset()
    await sketch.online()
    expect(await look()).toEqual(['closed', 0])
  })
})
