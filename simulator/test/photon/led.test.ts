import { expect, test } from 'vitest'
import { type LedSignal, PHOTON_2_3_1, type StoredNetwork } from '../../src/photon/index.ts'
import { type Desk, desk, HOME, network } from './support/desk.ts'
import { scripted } from './support/scripted-firmware.ts'

const { joinMs, dhcpMs, cloudConnectMs, handshakeMs, softApStopMs, panicMs, restartMs } = PHOTON_2_3_1

const LISTENING: LedSignal = { color: 'blue', pattern: 'blink', periodMs: 500 }
const JOINING: LedSignal = { color: 'green', pattern: 'blink', periodMs: 200 }
const DHCP: LedSignal = { color: 'green', pattern: 'blink', periodMs: 100 }
const CONNECTING: LedSignal = { color: 'cyan', pattern: 'blink', periodMs: 200 }
const HANDSHAKE: LedSignal = { color: 'cyan', pattern: 'blink', periodMs: 100 }
const ONLINE: LedSignal = { color: 'cyan', pattern: 'breathing' }

/** The program's wish of the moment; read at every turn of its loop. */
const wish = { crash: false, hidesLed: false }

const wants = (change: Partial<typeof wish>) => (d: Desk) => {
  Object.assign(wish, change)
  return d.clock.advance(20)
}

const after = (ms: number) => (d: Desk) => d.clock.advance(ms)

async function holdSetup(d: Desk, ms: number): Promise<void> {
  const held = d.photon.holdSetupButton(ms)
  await d.clock.advance(ms)
  await held
}

const setUp = (d: Desk, stored: StoredNetwork): Promise<void> => {
  d.setUp(stored)
  return d.clock.advance(softApStopMs)
}

const told = (d: Desk, on: boolean): Promise<void> => {
  d.cloud.session.send({ type: 'signal', token: 1, on })
  return d.clock.advance(0)
}

/** One life, from the first power-on; each moment comes after the one before. */
const LIFE: readonly [moment: string, comes: (d: Desk) => unknown, shows: LedSignal][] = [
  ['without power', () => {}, { color: 'off', pattern: 'off' }],
  ['fresh from the factory', d => d.photon.powerOn(), LISTENING],
  ['ten minutes later', after(600_000), LISTENING],
  ['while connect-ap is answered', d => d.setUp(network('HomeNet', 'battery-staple')), LISTENING],
  ['joining with a wrong password', after(softApStopMs), JOINING],
  ['half a minute later', after(30_000), JOINING],
  ['turned away three times', after(10_000), LISTENING],
  ['joining with the right one', d => setUp(d, HOME), JOINING],
  ['let in', after(joinMs), DHCP],
  ['with an address', after(dhcpMs), CONNECTING],
  ['with a socket', after(cloudConnectMs), HANDSHAKE],
  ['greeted', after(handshakeMs), ONLINE],
  ['told to show itself', d => told(d, true), { color: 'rainbow', pattern: 'solid' }],
  ['told to stop that', d => told(d, false), ONLINE],
  ['while the program has the LED', wants({ hidesLed: true }), { color: '#400000', pattern: 'solid' }],
  ['given back', wants({ hidesLed: false }), ONLINE],
  [
    'when the cloud goes',
    d => {
      d.cloud.refusal = new Error('connection refused')
      d.cloud.session.close()
      return d.clock.advance(2_000)
    },
    CONNECTING,
  ],
  ['a minute without it', after(60_000), CONNECTING],
  [
    'when it is back',
    d => {
      d.cloud.refusal = undefined
      return d.clock.advance(20_000)
    },
    ONLINE,
  ],
  [
    'when its network goes',
    d => {
      d.air.change('HomeNet', { password: 'changed-by-someone' })
      return d.clock.advance(60_000)
    },
    JOINING,
  ],
  [
    'when that is back',
    d => {
      d.air.change('HomeNet', { password: 'correct-horse' })
      return d.clock.advance(30_000)
    },
    ONLINE,
  ],
  ['when the program crashes', wants({ crash: true }), { color: 'red', pattern: 'sos', flashes: 1 }],
  [
    'nearly at the end of SOS',
    d => {
      wish.crash = false
      return d.clock.advance(panicMs - 100)
    },
    { color: 'red', pattern: 'sos', flashes: 1 },
  ],
  ['after the reset that follows', after(200), JOINING],
  ['online again', after(10_000), ONLINE],
  [
    'between a reset and the start',
    d => {
      d.cloud.session.send({ type: 'reset', mode: 'safe mode' })
      return d.clock.advance(restartMs / 2)
    },
    { color: 'white', pattern: 'solid' },
  ],
  ['in safe mode', after(10_000), { color: 'magenta', pattern: 'breathing' }],
  ['while SETUP is held for 3 s', d => holdSetup(d, 3_000), LISTENING],
  [
    'at 10 s, all networks gone',
    d => holdSetup(d, 10_000),
    { color: 'blue', pattern: 'blink', periodMs: 100 },
  ],
  ['25 changes of 50 ms later', after(1_250), LISTENING],
  [
    'waiting for a program over USB',
    async d => {
      d.setUp(HOME)
      await d.clock.advance(10_000)
      d.cloud.session.send({ type: 'reset', mode: 'dfu' })
      await d.clock.advance(10_000)
    },
    { color: 'yellow', pattern: 'blink', periodMs: 200 },
  ],
  ['without power again', d => d.photon.powerOff(), { color: 'off', pattern: 'off' }],
]

test('a Photon shows by its LED where it is, at every moment of its life', async () => {
  const program = scripted({
    loop: ({ rgb }) => {
      if (wish.crash) throw new Error('unreachable executed')
      rgb?.set({ controlled: wish.hidesLed, red: 128, green: 0, blue: 0, brightness: 128 })
    },
  })
  await using d = desk({ firmware: program })
  const seen: [string, LedSignal][] = []
  for (const [moment, comes] of LIFE) {
    await comes(d)
    seen.push([moment, d.photon.led])
  }
  expect(seen).toEqual(LIFE.map(([moment, , shows]) => [moment, shows]))
})

test.for([
  ['Wi-Fi but no cloud', { wifi: true }, { color: 'green', pattern: 'breathing' }],
  ['no Wi-Fi', { wifi: false }, { color: 'white', pattern: 'breathing' }],
] as const)('a program that wants %s has a Photon that shows it', async ([, { wifi }, shows]) => {
  const program = scripted({
    system: 'manual',
    setup: board => {
      if (wifi) board.wifi?.connect?.()
    },
  })
  await using d = desk({ stored: [HOME], firmware: program })
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  expect(d.photon.led).toEqual(shows)
})
