import type { Board } from '@particle-setup/device-os-wasm/run'
import { expect, test } from 'vitest'
import type { LedSignal } from '../../src/photon/index.ts'
import { type Desk, desk, HOME } from './support/desk.ts'
import { scripted } from './support/scripted-firmware.ts'

const ONLINE: LedSignal = { color: 'cyan', pattern: 'breathing' }
const ORANGE = { color: 0xff6000, pattern: 'blink', periodMs: 700 } as const
const ORANGE_BLINKS: LedSignal = { color: '#ff6000', pattern: 'blink', periodMs: 700 }

/** A Photon that is online, and its program's LED. */
async function online(): Promise<{ d: Desk; rgb: NonNullable<Board['rgb']> }> {
  let rgb: Board['rgb']
  const program = scripted({
    setup: board => {
      rgb = board.rgb
    },
  })
  const d = desk({ stored: [HOME], firmware: program })
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  if (rgb === undefined) throw new Error('the program did not start')
  return { d, rgb }
}

test('a status of the program is shown above signals of a lower priority only', async () => {
  const { d, rgb } = await online()
  await using _ = d
  rgb.status?.({ priority: 10, ...ORANGE })
  expect(d.photon.led).toEqual(ONLINE)
  rgb.status?.({ priority: 20, ...ORANGE })
  expect(d.photon.led).toEqual(ORANGE_BLINKS)
  rgb.status?.({ priority: 20, color: 0, pattern: 'solid', periodMs: 0 })
  expect(d.photon.led).toEqual({ color: 'off', pattern: 'off' })

  rgb.status?.({ priority: 30, ...ORANGE })
  d.cloud.session.send({ type: 'signal', token: 1, on: true })
  await d.clock.advance(0)
  expect(d.photon.led.color).toBe('rainbow')
  rgb.status?.({ priority: 40, ...ORANGE })
  expect(d.photon.led).toEqual(ORANGE_BLINKS)
  rgb.set({ controlled: true, red: 255, green: 0, blue: 0, brightness: 255 })
  expect(d.photon.led).toEqual({ color: '#ff0000', pattern: 'solid' })
})

test('the look that a program gives to a signal of the system is gone with a reset', async () => {
  const { d, rgb } = await online()
  await using _ = d
  rgb.theme?.('cloud-connected', ORANGE)
  expect(d.photon.led).toEqual(ORANGE_BLINKS)
  rgb.restoreTheme?.()
  expect(d.photon.led).toEqual(ONLINE)
  rgb.theme?.('cloud-connected', ORANGE)
  await d.photon.reset()
  await d.clock.advance(10_000)
  expect(d.photon.led).toEqual(ONLINE)
})

test('a program sees the colour of the moment, dimmed', async () => {
  const { d, rgb } = await online()
  await using _ = d
  rgb.set({ controlled: false, red: 0, green: 0, blue: 0, brightness: 255 })
  rgb.status?.({ priority: 20, ...ORANGE })
  expect(rgb.color?.()).toBe(0xff6000)
  await d.clock.advance(400)
  expect(rgb.color?.()).toBe(0)
  rgb.status?.({ priority: 20, color: 0x00ff00, pattern: 'breathing', periodMs: 4000 })
  await d.clock.advance(1000)
  expect(rgb.color?.()).toBe(0x007f00)
  rgb.set({ controlled: true, red: 200, green: 0, blue: 0, brightness: 51 })
  expect(rgb.color?.()).toBe(0x280000)
})
