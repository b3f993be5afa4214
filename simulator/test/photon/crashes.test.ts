import { type CompiledFirmware, compile } from '@particle-setup/device-os-wasm/compile'
import { FirmwareTrapError, run } from '@particle-setup/device-os-wasm/run'
import { beforeAll, describe, expect, test } from 'vitest'
import { createFlash, createPhoton } from '../../src/photon/index.ts'
import { createRandom } from '../../src/world/index.ts'
import { type Desk, desk, HOME } from './support/desk.ts'

const FRAIL = `
String how;
int* volatile nowhere = reinterpret_cast<int*>(0xFFFFFF00u);
int* volatile nothing;
volatile int zero;
char* volatile memory;

int fall(int depth) {
    volatile char frame[256];
    frame[0] = static_cast<char>(depth);
    return depth < 0 ? 0 : fall(depth + 1) + frame[0];
}

void setup() {
    Serial.printlnf("started by %d, %lu", System.resetReason(), (unsigned long) System.resetReasonData());
    Particle.function("crash", [](String argument) { how = argument; return 1; });
}

void loop() {
    if (how == "pointer") { *nowhere = 1; }
    if (how == "null") { *nothing = 1; }
    if (how == "division") { zero = 4200 / zero; }
    if (how == "recursion") { Serial.println(fall(0)); }
    while (how == "memory") { memory = new char[1024]; }
    while (how == "loop") {}
}
`

const METRONOME = `
SYSTEM_MODE(MANUAL)
unsigned long last = 0;
unsigned long beats = 0;
unsigned long longest = 0;
void loop() {
    const unsigned long now = millis();
    if (last && now - last > longest) { longest = now - last; }
    last = now;
    if (++beats % 100 == 0) { Serial.printlnf("%lu beats, at most %lu ms apart", beats, longest); }
}
`

let frail: CompiledFirmware
let metronome: CompiledFirmware

const sketch = (text: string) => compile({ name: 'sketch', files: new Map([['app.ino', Buffer.from(text)]]) })

beforeAll(async () => {
  frail = await sketch(FRAIL)
  metronome = await sketch(METRONOME)
}, 180_000)

async function online(): Promise<Desk> {
  const d = desk({ stored: [HOME], firmware: board => run(frail, board) })
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  expect(d.photon.state).toBe('online')
  return d
}

function crash(d: Desk, how: string): void {
  d.cloud.session.send({ type: 'functionCall', token: 1, name: 'crash', argument: how })
}

describe('a program that crashes', () => {
  test.each([
    ['pointer', 1, 'panic, hard_fault', 'loop (app.ino:20)'],
    ['null', 1, 'panic, hard_fault', 'loop (app.ino:21)'],
    ['division', 5, 'panic, usage_fault', 'loop (app.ino:22)'],
    ['memory', 8, 'panic, out_of_heap', 'loop (app.ino:24)'],
    ['recursion', 13, 'panic, stack_overflow', 'fall (app.ino:'],
  ])(
    'by its %s flashes %i times after SOS, and tells "%s" at its next start',
    async (how, code, data, place) => {
      await using d = await online()
      const crashes: Error[] = []
      d.photon.on('panic', error => crashes.push(error))
      crash(d, how)
      await d.clock.advance(1_000)
      expect(d.photon.led).toEqual({ color: 'red', pattern: 'sos', flashes: code })
      // SOS lasts 3.8 s and each flash 0.6 s, twice.
      await d.clock.advance(2 * (3_800 + code * 600) - 1_100)
      expect(d.photon.state).toBe('panic')
      await d.clock.advance(10_000)
      expect(d.photon.state).toBe('online')
      expect(d.photon.serial.lines.at(-1)).toBe(`started by 130, ${code}`)
      const resets = d.cloud.session.all('event').filter(({ name }) => name === 'spark/device/last_reset')
      expect(resets.map(event => event.data)).toEqual([data])
      expect(crashes).toEqual([expect.any(FirmwareTrapError)])
      expect(crashes[0]?.message).toContain(place)
    },
  )
})

test('a program that never gives way makes no other Photon miss a beat', async () => {
  await using d = await online()
  const { clock, air, faults } = d
  const random = createRandom('beside it')
  await using other = createPhoton({
    world: { clock, random, air, faults },
    flash: createFlash({ random }),
    firmware: board => run(metronome, board),
    connectToCloud: d.cloud.connect,
    softap: false,
  })
  await other.powerOn()
  crash(d, 'loop')
  await clock.advance(20_010)
  expect(d.cloud.session.closed).toBe(true)
  expect(other.serial.lines.at(-1)).toBe('2000 beats, at most 10 ms apart')
})
