import { beforeAll, describe, expect, test } from 'vitest'
import type { CompiledFirmware } from '../../src/compile/index.ts'
import { PANIC, run } from '../../src/run/index.ts'
import { createTestBoard } from '../board.ts'
import { COLD_MS, compileSketch } from './sketch.ts'

const SKETCH = `#include <memory>
#pragma clang diagnostic ignored "-Wreturn-type"

struct Sensor {
    char name[600];
    int value;
    int read() { return value; }
    virtual ~Sensor() = default;
    virtual void begin() { value = 0; }
};

int* volatile number;
Sensor* volatile sensor;
volatile int sink;
String how;

int sign(int of) {
    if (of > 0) { return 1; }
    if (of < 0) { return -1; }
}

int digit(int of) {
    switch (of) {
        case 1: return '1';
        default: __builtin_unreachable();
    }
}

void misbehave() {
    if (how == "write") { *number = 1; }
    if (how == "read") { sink = *number; }
    if (how == "member") { sensor->value = 1; }
    if (how == "method") { sink = sensor->read(); }
    if (how == "virtual") { sensor->begin(); }
    if (how == "literal") { int* none = nullptr; *none = 1; }
    if (how == "pointee") { std::unique_ptr<Sensor> none; sink = none->value; }
    if (how == "string") { String* volatile none = nullptr; sink = none->length(); }
    if (how == "return") { sink = sign(sink); }
    if (how == "case") { sink = digit(sink); }
}

void setup() {
    Particle.function("how", [](String argument) { how = argument; return 1; });
}

void loop() { misbehave(); sink = 0; }
`

/** The line of a sketch's app.cpp, below what includes Particle.h. */
const lineOf = (text: string) => SKETCH.split('\n').findIndex(line => line.includes(text)) + 2

const NULL_POINTER = 'it used a null pointer'

let firmware: CompiledFirmware

beforeAll(async () => {
  firmware = await compileSketch(SKETCH)
}, COLD_MS)

async function misbehave(how: string): Promise<void> {
  const photon = await run(firmware, createTestBoard().board)
  await photon.turn()
  await Promise.all([photon.callFunction('how', how), photon.turn()])
}

describe('an application', () => {
  test.each(['write', 'read', 'member', 'method', 'virtual', 'literal', 'pointee', 'string'])(
    'that uses a null pointer (%s) stops there with a hard fault',
    async how => {
      await expect(misbehave(how)).rejects.toMatchObject({
        reason: NULL_POINTER,
        panicCode: PANIC.hardFault,
        frames: [
          { function: 'misbehave', file: 'app.cpp', line: lineOf(`how == "${how}"`) },
          { function: 'loop', file: 'app.cpp' },
        ],
      })
    },
  )

  test.each([
    ['return', 'sign', 'it came to the end of a function that has to return a value'],
    ['case', 'digit', 'it reached code that must not be reached'],
  ])(
    'that goes on where it must not, for want of a %s, stops in that function',
    async (how, name, reason) => {
      await expect(misbehave(how)).rejects.toMatchObject({
        reason,
        panicCode: PANIC.hardFault,
        frames: [{ function: name }, { function: 'misbehave' }, { function: 'loop' }],
      })
    },
  )

  test('that does none of it goes on', async () => {
    await expect(misbehave('behave')).resolves.toBeUndefined()
  })
})
