import { describe, expect, test } from 'vitest'
import { desk, HOME } from './support/desk.ts'
import { scripted } from './support/scripted-firmware.ts'

const FOREVER = Number.POSITIVE_INFINITY

describe('a Photon whose program sleeps in stop mode', () => {
  test('is off the air with its LED off, and online again afterwards', async () => {
    let slept = false
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        loop: async board => {
          if (slept) return
          slept = true
          board.system?.sleep?.({ mode: 'stop', ms: 60_000 })
          await board.time.sleep(60_000, new AbortController().signal)
          board.system?.wake?.()
        },
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(30_000)
    expect(d.photon.state).toBe('asleep')
    expect(d.photon.led).toEqual({ color: 'off', pattern: 'off' })
    expect(d.photon.snapshot().wifi.ipAddress).toBeUndefined()
    expect(d.cloud.session.closed).toBe(true)
    await d.clock.advance(50_000)
    expect(d.photon.state).toBe('online')
    expect(d.states().slice(-6)).toEqual(['asleep', 'joining', 'dhcp', 'connecting', 'handshake', 'online'])
  })

  test('hears of every edge from outside, and of none that the program made', async () => {
    const edges: string[] = []
    await using d = desk({
      stored: [HOME],
      firmware: scripted({
        setup: board => {
          board.pins?.mode?.(2, 'input-pulldown')
          board.pins?.mode?.(7, 'output')
        },
        loop: board => board.pins?.digitalWrite?.(7, 1),
        onEdge: (pin, edge) => edges.push(`${pin} ${edge}`),
      }),
    })
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    d.photon.pins.digital.set(2, 1)
    d.photon.pins.digital.set('D2', 1)
    d.photon.pins.digital.release(2)
    d.photon.pins.digital.set(7, 0)
    expect(edges).toEqual(['2 rising', '2 falling'])
  })
})

describe('a Photon that hibernates', () => {
  const hibernating = (ms: number, reasons: (number | undefined)[]) =>
    desk({
      stored: [HOME],
      firmware: scripted(
        {
          loop: board => {
            if (reasons.length === 1) board.system?.sleep?.({ mode: 'hibernate', ms })
          },
        },
        board => reasons.push(board.system?.resetReason),
      ),
    })

  test('starts again when its time is over, with power management as the reason', async () => {
    const reasons: (number | undefined)[] = []
    await using d = hibernating(60_000, reasons)
    await d.photon.powerOn()
    await d.clock.advance(30_000)
    expect(d.photon.state).toBe('asleep')
    expect(d.cloud.session.closed).toBe(true)
    await d.clock.advance(60_000)
    expect(d.photon.state).toBe('online')
    expect(reasons).toEqual([40, 30])
    expect(d.cloud.session.all('event').map(({ data }) => data)).toContain('power_management')
  })

  test('wakes at a rising edge of WKP alone, and at RESET', async () => {
    const reasons: (number | undefined)[] = []
    await using d = hibernating(FOREVER, reasons)
    d.photon.pins.digital.set('WKP', 0)
    d.photon.pins.digital.set('D2', 0)
    await d.photon.powerOn()
    await d.clock.advance(30_000)
    d.photon.pins.digital.set('D2', 1)
    await d.clock.advance(600_000)
    expect(d.photon.state).toBe('asleep')
    d.photon.pins.digital.set('WKP', 1)
    await d.clock.advance(30_000)
    expect(d.photon.state).toBe('online')
    expect(reasons).toEqual([40, 30])
    reasons.length = 1
    await d.clock.advance(1_000)
    expect(d.photon.state).toBe('asleep')
    await d.photon.reset()
    await d.clock.advance(30_000)
    expect(reasons).toEqual([40, 20])
  })

  test('can be switched off', async () => {
    const d = hibernating(FOREVER, [])
    await d.photon.powerOn()
    await d.clock.advance(30_000)
    await d.photon.close()
    expect(d.clock.pending).toBe(0)
  })
})
