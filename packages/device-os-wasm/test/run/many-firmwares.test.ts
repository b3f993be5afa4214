import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { CompiledFirmware } from '../../src/compile/index.ts'
import { type Firmware, FirmwareLimitError, run } from '../../src/run/index.ts'
import { WebAssembly } from '../../src/webassembly.ts'
import { createTestBoard, settle, type TestBoard } from '../board.ts'
import { COLD_MS, compileSketch } from './sketch.ts'

/** More than have an instance of their own. */
const MANY = 300
/** With one for each of them, there would be as many as there are firmwares. */
const FEW = 150

interface Started {
  readonly firmware: Firmware
  readonly test: TestBoard
  /** What it has printed since the last call. */
  printed(): string
}

/** @param sketch its source, or as it was compiled */
async function startMany(sketch: string | CompiledFirmware) {
  const program = typeof sketch === 'string' ? await compileSketch(sketch) : sketch
  const made = vi.spyOn(WebAssembly, 'Instance')
  onTestFinished(() => made.mockRestore())
  const all: Started[] = []
  for (let index = 0; index < MANY; index++) {
    const test = createTestBoard()
    const board = { ...test.board, deviceId: index.toString(16).padStart(24, '0') }
    const firmware = await run(program, board)
    let seen = 0
    const printed = (): string => {
      const text = test.printed().slice(seen)
      seen += text.length
      return text.trim()
    }
    all.push({ firmware, test, printed })
  }
  onTestFinished(async () => {
    await Promise.all(all.map(({ firmware }) => firmware.stop()))
  })
  return { all, instances: () => made.mock.calls.filter(([module]) => module === program.module).length }
}

async function turnEach(all: readonly Started[]): Promise<void> {
  for (const { firmware } of all) await firmware.turn()
}

describe('hundreds of firmwares of one module', { timeout: COLD_MS }, () => {
  test('keep their variables and their heap, in fewer instances than there are of them', async () => {
    const { all, instances } = await startMany(`
      String name;
      String* onHeap = nullptr;
      int turns = 0;
      void setup() {
          name = System.deviceID().substring(20);
          onHeap = new String();
      }
      void loop() {
          *onHeap += name[3];
          Serial.printlnf("%s %d %s", name.c_str(), ++turns, onHeap->c_str());
      }`)
    for (let turn = 0; turn < 4; turn++) await turnEach(all)
    all.forEach(({ printed }, index) => {
      const name = index.toString(16).padStart(4, '0')
      const rows = [1, 2, 3].map(turns => `${name} ${turns} ${name.slice(3).repeat(turns)}`)
      expect(printed()).toBe(rows.join('\r\n'))
    })
    expect(instances()).toBeLessThan(FEW)
  })

  test('go on where they wait inside a call, each with its own local variables', async () => {
    const { all, instances } = await startMany(`
      void loop() {
          String local = System.deviceID().substring(20);
          delay(1000);
          Serial.println(local);
      }`)
    await turnEach(all)
    const turning = all.map(({ firmware }) => firmware.turn())
    await settle()
    for (const { test } of all) await test.time.advance(1000)
    await Promise.all(turning)
    expect(all.map(({ printed }) => printed())).toEqual(
      all.map((_, index) => index.toString(16).padStart(4, '0')),
    )
    expect(instances()).toBeGreaterThanOrEqual(MANY)
  })

  test('hear of interrupts, events and calls wherever they are kept', async () => {
    const { all } = await startMany(`
      volatile int edges = 0;
      int events = 0;
      int answer(String argument) { return argument.toInt() + edges * 10 + events * 100; }
      void setup() {
          attachInterrupt(D1, []() { edges++; }, RISING);
          Particle.subscribe("ping", [](const char*, const char*) { events++; });
          Particle.function("answer", answer);
      }`)
    await turnEach(all)
    for (const { firmware } of all) {
      firmware.deliverEdge(1, 'rising')
      firmware.deliverEvent('ping', null)
    }
    await settle()
    for (const { firmware } of all) {
      const answer = firmware.callFunction('answer', '7')
      await firmware.process()
      expect(await answer).toBe(117)
    }
  })

  test('are none the worse for one that has written all over its memory', async () => {
    const { all } = await startMany(`
      int count = 0;
      __attribute__((noinline)) void scribble(volatile char* from, volatile char* to) {
          while (from != to) { *from++ = 'x'; }
      }
      void loop() {
          count++;
          if (System.deviceID().endsWith("3")) {
              volatile char* heap = static_cast<volatile char*>(malloc(16));
              scribble(heap, heap + 60000);
          }
          Serial.println(count);
      }`)
    for (let turn = 0; turn < 3; turn++) {
      for (const { firmware } of all) await firmware.turn().catch(() => undefined)
    }
    const sane = all.filter((_, index) => index % 16 !== 3)
    expect(sane.every(({ printed }) => printed() === '1\r\n2')).toBe(true)
  })

  test('find nothing of one another on the stack', async () => {
    const { all } = await startMany(`
      __attribute__((noinline)) int secret(bool write) {
          volatile char room[1000];
          int found = 0;
          for (int i = 0; i < 1000; i++) {
              if (write) { room[i] = '~'; }
              found += room[i] == '~';
          }
          return found;
      }
      void loop() { Serial.println(secret(System.deviceID().endsWith("1"))); }`)
    await turnEach(all)
    await turnEach(all)
    const found = all.map(({ printed }) => printed())
    expect(found).toEqual(all.map((_, index) => (index % 16 === 1 ? '1000' : '0')))
  })

  test('can be stopped and started over and over', async () => {
    const program = await compileSketch('int count = 0; void loop() { Serial.println(++count); }')
    const { all, instances } = await startMany(program)
    for (const { firmware } of all) await firmware.stop()
    const again = await startMany(program)
    for (let turn = 0; turn < 3; turn++) await turnEach(again.all)
    expect(again.all.every(({ printed }) => printed() === '1\r\n2')).toBe(true)
    expect(instances()).toBeLessThan(FEW)
  })
})

test(
  'a process without address space for another firmware says so',
  async () => {
    const program = await compileSketch('void loop() { delay(1); } // alone')
    const full = vi.spyOn(WebAssembly, 'Instance').mockImplementation(function full() {
      throw new RangeError(
        'WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance',
      )
    })
    onTestFinished(() => full.mockRestore())
    await expect(run(program, createTestBoard().board)).rejects.toThrow(FirmwareLimitError)
  },
  COLD_MS,
)
