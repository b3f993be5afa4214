import { describe, expect, test } from 'vitest'
import { type Desk, desk, HOME } from './support/desk.ts'
import { type Script, scripted } from './support/scripted-firmware.ts'

const NAMES = new Map([
  [16, 'credentials'],
  [128, 'status'],
  [4096, 'click'],
  [8192, 'final click'],
])

/** @param heard what the program hears of the button */
async function online(heard: string[], script: Script = {}): Promise<Desk> {
  const d = desk({
    stored: [HOME],
    firmware: scripted({
      ...script,
      onSystemEvent(event, parameter) {
        const name = NAMES.get(event)
        if (name !== undefined) heard.push(`${name} ${parameter}`)
      },
    }),
  })
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  expect(d.photon.state).toBe('online')
  return d
}

async function hold(d: Desk, ms: number): Promise<void> {
  const held = d.photon.holdSetupButton(ms)
  await d.clock.advance(ms)
  await held
}

describe('the SETUP button', () => {
  test('tells the program how long it was held, and counts clicks that follow each other', async () => {
    const heard: string[] = []
    await using d = await online(heard)
    await hold(d, 200)
    await d.clock.advance(400)
    await hold(d, 499)
    expect(heard).toEqual(['status 0', 'status 200', 'click 1', 'status 0', 'status 499', 'click 2'])
    heard.length = 0
    await d.clock.advance(999)
    expect(heard).toEqual([])
    await d.clock.advance(1)
    expect(heard).toEqual(['final click 2'])
  })

  test('takes the fifth click for the last, a long press for none and a bounce for nothing', async () => {
    const heard: string[] = []
    await using d = await online(heard)
    for (let click = 0; click < 5; click++) await hold(d, 30)
    expect(heard.slice(-2)).toEqual(['click 5', 'final click 5'])
    heard.length = 0
    await hold(d, 29)
    await hold(d, 100)
    await hold(d, 500)
    await d.clock.advance(5_000)
    expect(heard).toEqual([
      'status 0',
      'status 29',
      'status 0',
      'status 100',
      'click 1',
      'status 0',
      'status 500',
      'final click 1',
    ])
  })

  test('is heard until it begins listening mode, and not in it', async () => {
    const heard: string[] = []
    await using d = await online(heard)
    await hold(d, 4_000)
    expect(d.photon.state).toBe('listening')
    expect(heard).toEqual(['status 0', 'status 3000'])
    await hold(d, 200)
    await d.clock.advance(2_000)
    expect(heard).toHaveLength(2)
  })

  test('tells of the networks that it has cleared once the LED has', async () => {
    const heard: string[] = []
    await using d = await online(heard)
    await hold(d, 10_000)
    expect(d.flash.networks).toEqual([])
    await d.clock.advance(1_249)
    expect(heard).toEqual(['status 0', 'status 3000'])
    // A scripted program does its background work between turns.
    await d.clock.advance(100)
    expect(heard.at(-1)).toBe('credentials 2')
  })

  test('is to be looked at while it is held', async () => {
    const looks: (number | undefined)[] = []
    await using d = await online([], {
      loop: board => {
        looks.push(board.button?.pushedMs())
      },
    })
    expect(looks.at(-1)).toBe(0)
    const held = d.photon.holdSetupButton(3_500)
    await d.clock.advance(1_000)
    expect(looks.at(-1)).toBeGreaterThan(900)
    await d.clock.advance(2_500)
    await held
  })

  test('can be a pin', async () => {
    const heard: string[] = []
    await using d = await online(heard, { setup: board => board.button?.mirror?.(4, 'falling') })
    d.photon.pins.digital.set('D4', 1)
    d.photon.pins.digital.set('D4', 0)
    await d.clock.advance(150)
    d.photon.pins.digital.set('D4', 1)
    expect(heard).toEqual(['status 0', 'status 150', 'click 1'])
    d.photon.pins.digital.set('D4', 0)
    await d.clock.advance(3_000)
    expect(d.photon.state).toBe('listening')
  })

  test('leaves no timer behind when the Photon is switched off', async () => {
    const d = await online([])
    await hold(d, 100)
    void d.photon.holdSetupButton(60_000).catch(() => {})
    await d.clock.advance(100)
    await d.photon.close()
    expect(d.clock.pending).toBe(0)
  })
})
