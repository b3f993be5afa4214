import { beforeAll, describe, expect, test } from 'vitest'
import { PANIC } from '../../src/run/index.ts'
import { COLD_MS, compileSketch, runSketch } from './sketch.ts'

beforeAll(() => compileSketch(''), COLD_MS)

/** What `System.freeMemory()` is at the start of a program with these variables. */
async function freeAtStart(variables: string): Promise<number> {
  const sketch = await runSketch(`${variables}
    void setup() { Serial.println(static_cast<unsigned long>(System.freeMemory())); }`)
  return Number(sketch.lines()[0])
}

/** malloc() that the optimiser does not see through. */
const LEND = 'void* (*volatile lend)(size_t) = malloc;'

describe('free memory', () => {
  test('at the start is what a Photon has', async () => {
    const free = await freeAtStart('')
    expect(free).toBeGreaterThan(45_000)
    expect(free).toBeLessThanOrEqual(45_640)
  })

  test('is less by the variables of the program, and not by its constants', async () => {
    const empty = await freeAtStart('')
    const variables = await freeAtStart('__attribute__((used)) uint8_t samples[20000];')
    const constants = await freeAtStart('__attribute__((used)) const uint8_t samples[20000] = {1};')
    expect(empty - variables).toBeGreaterThanOrEqual(20_000)
    expect(empty - variables).toBeLessThan(20_100)
    expect(empty - constants).toBeLessThan(100)
  })

  test('falls by what is taken, and rises by what is given back', async () => {
    const sketch = await runSketch(`${LEND}
      void setup() {
        const unsigned before = System.freeMemory();
        char* const taken = static_cast<char*>(lend(1000));
        const unsigned during = System.freeMemory();
        taken[999] = 1;
        free(taken);
        Serial.printlnf("%u %u", before - during, before - (unsigned) System.freeMemory());
      }`)
    expect(sketch.lines()).toEqual(['1008 0'])
  })

  test('counts the stack of a thread as the program asked for it', async () => {
    const sketch = await runSketch(`
      void setup() {
        const unsigned before = System.freeMemory();
        static Thread thread("mine", [](void*) { delay(1000); }, nullptr, OS_THREAD_PRIORITY_DEFAULT, 4096);
        Serial.println(before - System.freeMemory() - 4096);
      }`)
    expect(Number(sketch.lines()[0])).toBeLessThan(1300)
  })
})

test("the thread that runs the timers is not the program's to pay for", async () => {
  const sketch = await runSketch(`
    Timer timer(1000, []() {});
    void setup() {
      const unsigned before = System.freeMemory();
      timer.start();
      Serial.println(before - (unsigned) System.freeMemory() < 100);
    }`)
  expect(sketch.lines()).toEqual(['1'])
})

const TAKE_ALL = `${LEND}
char* pieces[100];
unsigned take() {
    unsigned count = 0;
    while (count < 100 && (pieces[count] = static_cast<char*>(lend(1000))) != nullptr) { count++; }
    return count;
}
`

describe('a heap without a piece that is large enough', () => {
  test('has malloc() answer null, and is whole again when all is given back', async () => {
    const sketch = await runSketch(`${TAKE_ALL}
      void setup() {
        const unsigned before = System.freeMemory();
        const unsigned count = take();
        Serial.println(before / 1008 - count);
        // Out of order, as programs do.
        for (unsigned i = 0; i < count; i += 2) { free(pieces[i]); }
        for (unsigned i = 1; i < count; i += 2) { free(pieces[i]); }
        void* const all = lend(before - 8);
        Serial.printlnf("%d %u", all != nullptr, (unsigned) System.freeMemory());
      }`)
    expect(sketch.lines()).toEqual(['0', '1 0'])
  })

  test('may have much free memory in small pieces', async () => {
    const sketch = await runSketch(`${TAKE_ALL}
      void setup() {
        const unsigned count = take();
        for (unsigned i = 0; i < count; i += 2) { free(pieces[i]); }
        Serial.printlnf("%d %d", System.freeMemory() > 20000, lend(2000) != nullptr);
      }`)
    expect(sketch.lines()).toEqual(['1 0'])
  })

  test('is the end of a program that uses new', async () => {
    const sketch = await runSketch(`
      char* volatile piece;
      void loop() { piece = new char[1000]; }`)
    for (let turns = 0; turns < 200; turns++) await sketch.test.time.advance(0)
    await expect(sketch.ended).resolves.toMatchObject({
      reason: 'out of memory (operator new)',
      panicCode: PANIC.outOfHeap,
    })
  })

  test('does not end one that uses new (std::nothrow)', async () => {
    const sketch = await runSketch(`#include <new>
      char* volatile piece;
      void setup() {
        while ((piece = new (std::nothrow) char[1000]) != nullptr) {}
        Serial.println("went on");
      }`)
    expect(sketch.lines()).toEqual(['went on'])
  })
})

test('memory keeps its content while it grows, starts as zero where that is asked for, and lies as wanted', async () => {
  const sketch = await runSketch(`${LEND}
    void* (*volatile lendZeros)(size_t, size_t) = calloc;
    void setup() {
      const unsigned before = System.freeMemory();
      char* text = static_cast<char*>(lend(6));
      memset(text, 'x', 6);
      char* const wall = static_cast<char*>(lend(8));
      text = static_cast<char*>(realloc(text, 500));
      const bool kept = memcmp(text, "xxxxxx", 6) == 0;
      free(text);
      const uint8_t* const zeros = static_cast<uint8_t*>(lendZeros(40, 10));
      bool zero = true;
      for (int i = 0; i < 400; i++) { zero = zero && zeros[i] == 0; }
      void* const aligned = aligned_alloc(256, 100);
      const bool lies = reinterpret_cast<uintptr_t>(aligned) % 256 == 0;
      free(aligned);
      free(const_cast<uint8_t*>(zeros));
      free(wall);
      free(nullptr);
      const bool overflown = lendZeros(0x10001, 0x10001) == nullptr && lend(0xFFFFFFF0) == nullptr;
      Serial.printlnf("%d %d %d %d %u", kept, zero, lies, overflown, before - (unsigned) System.freeMemory());
    }`)
  expect(sketch.lines()).toEqual(['1 1 1 1 0'])
})
