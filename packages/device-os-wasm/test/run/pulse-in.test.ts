import { describe, expect, test } from 'vitest'
import type { PinEdge } from '../../src/run/index.ts'
import { settle } from '../board.ts'
import { COLD_MS, runSketch, type Sketch } from './sketch.ts'

interface Echo extends Sketch {
  /** Lets that much time pass, then the level of the pin change. */
  after(ms: number, edge: PinEdge, pin?: number): Promise<void>
}

async function echo(source: string, levels: Record<number, number> = {}): Promise<Echo> {
  const sketch = await runSketch(source, { pins: { digitalRead: pin => levels[pin] ?? 0 } })
  return {
    ...sketch,
    async after(ms, edge, pin = 2) {
      await sketch.test.time.advance(ms)
      levels[pin] = edge === 'rising' ? 1 : 0
      sketch.firmware.deliverEdge(pin, edge)
      // Until loop() has come round.
      for (let turns = 0; turns < 3; turns++) await settle()
    },
  }
}

const MEASURE = 'void loop() { Serial.printlnf("%lu", pulseIn(D2, HIGH)); }'

describe('pulseIn()', { timeout: COLD_MS }, () => {
  test('measures fractions of a millisecond between two edges', async () => {
    const { after, lines, test: board } = await echo(MEASURE)
    await after(10, 'rising')
    await after(0.58, 'falling')
    await after(1, 'rising')
    await after(25.0004, 'falling')
    await board.time.advance(1)
    expect(lines()).toEqual(['580', '25000'])
  })

  test('leaves out a pulse that had begun before', async () => {
    const { after, lines, test: board } = await echo(MEASURE, { 2: 1 })
    await after(10, 'falling')
    await after(10, 'rising')
    await after(3, 'falling')
    await board.time.advance(1)
    expect(lines()).toEqual(['3000'])
  })

  test('measures LOW too, at its own pin alone', async () => {
    const {
      after,
      lines,
      test: board,
    } = await echo('void loop() { Serial.printlnf("%lu", pulseIn(D2, LOW)); }', { 2: 1 })
    await after(1, 'falling')
    await after(1, 'rising', 3)
    await after(1, 'falling', 3)
    await after(1, 'rising')
    await board.time.advance(1)
    expect(lines()).toEqual(['3000'])
  })

  test('answers 0 when three seconds pass, whatever the pulse has come to', async () => {
    const {
      after,
      lines,
      test: board,
    } = await echo(`
      void loop() {
          const unsigned long began = millis();
          const uint32_t us = pulseIn(D2, HIGH);
          Serial.printlnf("%lu after %lu", us, millis() - began);
      }`)
    await board.time.advance(2_999)
    expect(lines()).toEqual([])
    await board.time.advance(1)
    expect(lines()).toEqual(['0 after 3000'])
    await after(2_000, 'rising')
    await after(1_500, 'falling')
    expect(lines()).toEqual(['0 after 3000'])
  })

  test('sleeps meanwhile, and answers no requests', async () => {
    const {
      after,
      firmware,
      lines,
      test: board,
    } = await echo(`
      void setup() { Particle.function("count", [](String) { return 1; }); }
      ${MEASURE}`)
    await after(1, 'rising')
    const sleeps = board.time.sleeps
    let answered = false
    const called = firmware.callFunction('count', '').then(value => {
      answered = true
      return value
    })
    await board.time.advance(2_000)
    expect(answered).toBe(false)
    expect(board.time.sleeps - sleeps).toBeLessThan(3)
    await after(0, 'falling')
    await board.time.advance(1)
    expect(await called).toBe(1)
    expect(lines()).toEqual(['2000000'])
  })

  test('lets interrupts and threads go on, and measures in each thread for itself', async () => {
    const {
      after,
      lines,
      test: board,
    } = await echo(`
      volatile int edges = 0;
      Thread other("other", []() { Serial.printlnf("D3 %lu", pulseIn(D3, HIGH)); });
      void setup() {
          attachInterrupt(D2, []() { edges++; }, CHANGE);
          const uint32_t us = pulseIn(D2, HIGH);
          Serial.printlnf("D2 %lu, %d edges", us, edges);
      }
      void loop() { delay(1000); }`)
    await after(1, 'rising', 3)
    await after(1, 'rising')
    await after(1, 'falling', 3)
    await after(1, 'falling')
    await board.time.advance(1)
    expect(lines()).toEqual(['D3 2000', 'D2 2000, 2 edges'])
  })

  test('gives up at once at a pin that there is not', async () => {
    const { lines } = await echo('void setup() { Serial.printlnf("%lu", pulseIn(24, HIGH)); }')
    expect(lines()).toEqual(['0'])
  })
})
