import { type CompiledFirmware, compile } from '@particle-setup/device-os-wasm/compile'
import { type Board, run } from '@particle-setup/device-os-wasm/run'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createFlash, createPhoton, type Photon } from '../../src/photon/index.ts'
import {
  type Clock,
  createAir,
  createFaults,
  createRandom,
  createRealClock,
  createVirtualClock,
} from '../../src/world/index.ts'
import { HOME } from './support/desk.ts'
import { FakeCloud } from './support/fake-cloud.ts'

/** Byte 0 of the EEPROM says in which way the program breaks; 255 is not at all. */
const WAYS = [
  'loop',
  'timer',
  'interrupt',
  'recursion',
  'heap',
  'function',
  'abort',
  'assert',
  'setup',
  'constructor',
  'pointer',
] as const
type Way = (typeof WAYS)[number]

const PROGRAM = `#include <assert.h>
SYSTEM_THREAD(ENABLED)

uint8_t way;
char* volatile memory;
int* volatile nothing;
void (* volatile nowhere)() = reinterpret_cast<void (*)()>(0x7FFF);
Timer timer(1000, []() { while (true) {} });
unsigned long beats = 0;

STARTUP(way = EEPROM.read(0); while (way == ${WAYS.indexOf('constructor')}) {})

int fall(int depth) {
    volatile char frame[256];
    frame[0] = static_cast<char>(depth);
    return depth < 0 ? 0 : fall(depth + 1) + frame[0];
}

void setup() {
    pinMode(D2, INPUT);
    attachInterrupt(D2, []() { while (true) {} }, RISING);
    while (way == ${WAYS.indexOf('setup')}) {}
}

void loop() {
    static unsigned long last = 0;
    if (millis() - last < 1000) { return; }
    last = millis();
    Particle.publish("beat", String(last), PRIVATE);
    Serial.printlnf("beat %lu", ++beats);
    if (beats < 10) { return; }
    switch (way) {
        case ${WAYS.indexOf('loop')}: while (true) {}
        case ${WAYS.indexOf('timer')}: timer.start(); break;
        case ${WAYS.indexOf('recursion')}: Serial.println(fall(0)); break;
        case ${WAYS.indexOf('heap')}: while (true) { memory = new char[512]; }
        case ${WAYS.indexOf('function')}: nowhere(); break;
        case ${WAYS.indexOf('abort')}: abort();
        case ${WAYS.indexOf('assert')}: assert(beats == 0); break;
        case ${WAYS.indexOf('pointer')}: *nothing = 1; break;
        default: break;
    }
}
`

/** Flashes after SOS, and what the cloud hears of it at the next start. */
const PANICS: readonly (readonly [Way, number, string])[] = [
  ['interrupt', 10, 'panic, assert_failed'],
  ['recursion', 13, 'panic, stack_overflow'],
  ['heap', 8, 'panic, out_of_heap'],
  ['function', 1, 'panic, hard_fault'],
  ['abort', 7, 'panic, 7'],
  ['assert', 10, 'panic, assert_failed'],
  ['pointer', 1, 'panic, hard_fault'],
]

let firmware: CompiledFirmware

beforeAll(async () => {
  firmware = await compile({ name: 'frail', files: new Map([['app.ino', Buffer.from(PROGRAM)]]) })
}, 180_000)

interface Member {
  readonly photon: Photon
  readonly cloud: FakeCloud
  /** When each of its lines was printed. */
  readonly beatsMs: number[]
}

/** Puts Photons into one world: one of each way to break, and so many that do not. */
function fleet(clock: Clock, well: number): { broken: Map<Way, Member>; well: Member[] } {
  const random = createRandom('fleet')
  const air = createAir({ random })
  const faults = createFaults()
  const start = (board: Board) => run(firmware, board, { startTimeoutMs: 200 })
  const make = (way: number): Member => {
    const flash = createFlash({ random })
    flash.storeNetwork(HOME)
    flash.eeprom[0] = way
    const cloud = new FakeCloud()
    const photon = createPhoton({
      world: { clock, random, air, faults },
      flash,
      firmware: start,
      connectToCloud: cloud.connect,
      softap: false,
    })
    onTestFinished(() => photon.close())
    const beatsMs: number[] = []
    photon.on('serial', () => beatsMs.push(clock.nowMs()))
    return { photon, cloud, beatsMs }
  }
  return {
    broken: new Map(WAYS.map((way, index) => [way, make(index)])),
    well: Array.from({ length: well }, () => make(255)),
  }
}

function longestGapMs(timesMs: readonly number[]): number {
  return Math.max(...timesMs.slice(1).map((atMs, index) => atMs - (timesMs[index] ?? 0)))
}

async function switchOn({ broken, well }: ReturnType<typeof fleet>): Promise<void> {
  const stuck = broken.get('constructor')?.photon.powerOn()
  const refused = expect(stuck).rejects.toThrow('its global constructors did not return within 200 ms')
  const others = [...broken].filter(([way]) => way !== 'constructor').map(([, member]) => member)
  await Promise.all([...others, ...well].map(({ photon }) => photon.powerOn()))
  await refused
}

describe('while Photons beside them break in every way', () => {
  test('the others publish on, every second of simulated time', async () => {
    const clock = createVirtualClock()
    const photons = fleet(clock, 40)
    await switchOn(photons)
    await clock.advance(15_000)
    photons.broken.get('interrupt')?.photon.pins.digital.set('D2', 1)
    await clock.advance(75_000)

    for (const { cloud, beatsMs, photon } of photons.well) {
      expect(photon.state).toBe('online')
      expect(longestGapMs(beatsMs)).toBeLessThanOrEqual(1_010)
      const published = cloud.session.all('event').filter(({ name }) => name === 'beat')
      expect(longestGapMs(published.map(({ data }) => Number(data)))).toBeLessThanOrEqual(1_010)
      expect(published.length).toBeGreaterThan(75)
    }
    for (const [way, , data] of PANICS) {
      const sessions = photons.broken.get(way)?.cloud.sessions ?? []
      const events = sessions.flatMap(session => session.all('event'))
      const told = events.filter(({ name }) => name === 'spark/device/last_reset').map(event => event.data)
      expect([way, told]).toEqual([way, expect.arrayContaining([data])])
    }
  })

  test('each that crashes shows why', async () => {
    const clock = createVirtualClock()
    const photons = fleet(clock, 0)
    const seen = new Map<Way, unknown>()
    for (const [way, { photon }] of photons.broken) {
      photon.on('panic', () => seen.set(way, photon.led))
    }
    await switchOn(photons)
    await clock.advance(15_000)
    photons.broken.get('interrupt')?.photon.pins.digital.set('D2', 1)
    await clock.advance(10_000)
    expect(seen).toEqual(
      new Map(PANICS.map(([way, flashes]) => [way, { color: 'red', pattern: 'sos', flashes }] as const)),
    )
  })

  test('the others go on in real time', { timeout: 60_000 }, async () => {
    const photons = fleet(createRealClock(), 10)
    await switchOn(photons)
    const enough = photons.well.map(
      ({ photon, beatsMs }) =>
        new Promise<void>(resolve => {
          photon.on('serial', () => beatsMs.length >= 20 && resolve())
        }),
    )
    await Promise.all(enough)
    // Generous, for a machine that has other things to do as well: a stuck program would stop them for good.
    for (const { beatsMs } of photons.well) expect(longestGapMs(beatsMs)).toBeLessThan(5_000)
  })
})

describe('a Photon whose program hangs', () => {
  test.each(['loop', 'setup', 'timer'] as const)('in its %s can be switched off and reset', async way => {
    const clock = createVirtualClock()
    const member = fleet(clock, 0).broken.get(way)
    if (member === undefined) throw new Error(way)
    await member.photon.powerOn()
    await clock.advance(30_000)
    await member.photon.reset()
    expect(member.photon.state).not.toBe('off')
    await clock.advance(30_000)
    await member.photon.powerOff()
    expect(member.photon.state).toBe('off')
  })
})
