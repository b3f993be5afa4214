import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Desk, desk, HOME, network } from './support/desk.ts'
import { scripted } from './support/scripted-firmware.ts'

/** What can happen to a Photon, and how to set each right again. */
const MISHAPS = {
  'nothing but time': () => {},
  'power is cut': d => d.photon.powerOff(),
  'power comes back': d => d.photon.powerOn(),
  'RESET is pressed': d => d.photon.reset(),
  'SETUP is held for 4 s': d => void d.photon.holdSetupButton(4_000).catch(() => {}),
  'the network goes': d => void d.air.remove('HomeNet'),
  'its password changes': d => void d.air.change('HomeNet', { password: 'battery-staple' }),
  'the radio goes deaf': d => void d.faults.add('wifi-gone', { deviceId: d.photon.id }),
  'the cloud refuses': d => {
    d.cloud.refusal = new Error('connection refused')
  },
  'the cloud hangs up': d => d.cloud.sessions.at(-1)?.close(),
  'the cloud falls silent': d => {
    const session = d.cloud.sessions.at(-1)
    if (session !== undefined) session.alive = false
  },
  'the cloud is cut off': d => void d.faults.add('cloud-unreachable'),
  'the cloud resets it': d => d.cloud.sessions.at(-1)?.send({ type: 'reset', mode: 'reboot' }),
  'the cloud resets its network': d => d.cloud.sessions.at(-1)?.send({ type: 'reset', mode: 'network' }),
  'the cloud wants safe mode': d => d.cloud.sessions.at(-1)?.send({ type: 'reset', mode: 'safe mode' }),
} satisfies Record<string, (d: Desk) => void | Promise<void>>

type Mishap = keyof typeof MISHAPS

const mishaps = Object.keys(MISHAPS) as Mishap[]

async function heal(d: Desk): Promise<void> {
  d.air.remove('HomeNet')
  d.air.add({ ssid: 'HomeNet', password: 'correct-horse' })
  d.faults.clear()
  d.cloud.refusal = undefined
  await d.photon.powerOn()
  // Whoever finds the Photon in listening mode sets it up again.
  await d.clock.advance(10_000)
  if (d.photon.state === 'listening') d.setUp(HOME)
}

describe('a Photon, whatever happens to it', () => {
  test('comes online once all is well again, and leaves nothing behind when it is closed', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...mishaps), fc.integer({ min: 0, max: 20_000 })), {
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(steps, async plan => {
        const problems: Error[] = []
        const d = desk({
          stored: [HOME, network('Nowhere', 'correct-horse')],
          firmware: scripted({ functions: { echo: () => 1 } }),
          // Three turns a second are enough here, and fast.
          profile: { loopIntervalMs: 333 },
        })
        d.photon.on('problem', error => problems.push(error))
        await d.photon.powerOn()
        for (const [mishap, ms] of plan) {
          await MISHAPS[mishap](d)
          await d.clock.advance(ms)
        }
        await heal(d)
        await d.clock.advance(400_000)
        expect(d.photon.state).toBe('online')
        expect(d.cloud.sessions.filter(session => !session.closed)).toHaveLength(1)
        await d.photon.close()
        await d.clock.advance(0)
        expect(d.clock.pending).toBe(0)
        expect(d.cloud.sessions.every(session => session.closed)).toBe(true)
        expect(problems).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('keeps its Wi-Fi network over a network reset from the cloud', async () => {
    await using d = desk({ stored: [HOME] })
    await d.photon.powerOn()
    await d.clock.advance(10_000)
    d.states()
    d.cloud.session.send({ type: 'reset', mode: 'network' })
    await d.clock.advance(10_000)
    expect(d.states()).toEqual(['joining', 'dhcp', 'connecting', 'handshake', 'online'])
    expect(d.cloud.sessions.map(session => session.closed)).toEqual([true, false])
  })
})
