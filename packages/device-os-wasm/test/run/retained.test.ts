import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { RETAINED_BYTES, run } from '../../src/run/index.ts'
import { createTestBoard } from '../board.ts'

/** The first compilation of all also compiles the Device OS API. */
const COLD_MS = 120_000

const SOURCE = `
#include "Particle.h"

struct Counter {
    Counter() { before = count; }
    int before = 0;
    static retained int count;
};
retained int Counter::count = 5;
Counter counter;

retained static char text[16] = "first";
retained uint8_t zeroed[100];
int ordinary = 1;

void setup() {
    retained static int local = 40;
    Serial.printlnf("%d %d %s %d %d %d", counter.before, Counter::count, text, zeroed[99], local, ordinary);
    Counter::count++;
    strcpy(text, "again");
    zeroed[99]++;
    local++;
    ordinary++;
    System.enableFeature(FEATURE_RETAINED_MEMORY);
}

void loop() {
    if (ordinary == 2) {
        System.reset();
    }
}
`

async function compiled(source: string) {
  return compile({ name: 'retained', files: new Map([['app.cpp', Buffer.from(source)]]) })
}

/** What it prints from a start on this backup memory until it resets itself. */
async function start(retained?: Uint8Array, source = SOURCE): Promise<string> {
  const { board, printed } = createTestBoard()
  const firmware = await run(await compiled(source), retained ? { ...board, retained } : board)
  await firmware.turn()
  await firmware.turn()
  expect(firmware.state).toBe('reset')
  return printed().trim()
}

describe('retained variables', { timeout: COLD_MS }, () => {
  test('start as the program says, and keep their values over a reset, constructors included', async () => {
    const memory = new Uint8Array(RETAINED_BYTES)
    expect(await start(memory)).toBe('5 5 first 0 40 1')
    expect(await start(memory)).toBe('6 6 again 1 41 1')
    expect(await start(memory)).toBe('7 7 again 2 42 1')
  })

  test('forget with the power, and on a board without backup memory', async () => {
    const memory = new Uint8Array(RETAINED_BYTES)
    await start(memory)
    memory.fill(0)
    expect(await start(memory)).toBe('5 5 first 0 40 1')
    expect(await start()).toBe('5 5 first 0 40 1')
  })

  test('keep their bytes for another program of the same layout', async () => {
    const memory = new Uint8Array(RETAINED_BYTES)
    await start(memory)
    const update = SOURCE.replace('"first"', '"other"').replace('%d\\n', '%d.\\n').replace('= 40', '= 80')
    expect(await start(memory, update)).toBe('6 6 again 1 41 1')
  })

  test('are kept when the program is stopped or crashes', async () => {
    const memory = new Uint8Array(RETAINED_BYTES)
    const source = SOURCE.replace('System.reset()', 'abort()')
    const crashed = await run(await compiled(source), { ...createTestBoard().board, retained: memory })
    await crashed.turn()
    await expect(crashed.turn()).rejects.toThrow('abort()')
    const stopped = await run(await compiled(source), { ...createTestBoard().board, retained: memory })
    await stopped.turn()
    await stopped.stop()
    expect(await start(memory)).toBe('7 7 again 2 42 1')
  })

  test('of more bytes than a Photon keeps do not link', async () => {
    const program = (bytes: number) =>
      `#include "Particle.h"\nretained char all[${bytes}];\nvoid setup() { Serial.write(all[millis()]); }\nvoid loop() {}`
    await expect(compiled(program(3068))).resolves.toMatchObject({ warnings: [] })
    await expect(compiled(program(3069))).rejects.toThrow('retained variables take 3069 bytes')
  })
})
