import { describe, expect, test } from 'vitest'
import { settle } from '../board.ts'
import { COLD_MS, compileSketch, runSketch } from './sketch.ts'

const SOURCE = `
  volatile int rising = 0, changes = 0;
  struct Meter {
      void count() { pulses++; }
      int pulses = 0;
  } meter;
  void setup() {
      Serial.printlnf("%d%d%d%d", attachInterrupt(D2, []() { rising++; }, RISING), attachInterrupt(D3, []() { changes++; }, CHANGE),
          attachInterrupt(D4, &Meter::count, &meter, FALLING), attachInterrupt(D0, []() {}, CHANGE));
      Particle.function("read", [](String) { return rising * 100 + changes * 10 + meter.pulses; });
      Particle.function("detach", [](String) { return detachInterrupt(D3) ? 1 : 0; });
  }
  void loop() { delay(10000); }`

describe('an interrupt', { timeout: COLD_MS }, () => {
  test('is taken at the edges that it was attached for, while loop() waits', async () => {
    const { firmware, test: board, lines } = await runSketch(SOURCE)
    await board.time.advance(100)
    expect(lines()).toEqual(['1110'])
    for (const pin of [2, 3, 4, 5, 200, -1]) {
      firmware.deliverEdge(pin, 'rising')
      firmware.deliverEdge(pin, 'falling')
      firmware.deliverEdge(pin, 'rising')
    }
    await settle()
    const before = firmware.callFunction('read', '')
    await board.time.advance(1_000)
    expect(await before).toBe(231)
    const detached = firmware.callFunction('detach', '')
    await board.time.advance(1_000)
    expect(await detached).toBe(1)
    firmware.deliverEdge(3, 'rising')
    const after = firmware.callFunction('read', '')
    await board.time.advance(1_000)
    expect(await after).toBe(231)
  })

  test('is attached in every form that Device OS has', async () => {
    const {
      firmware,
      test: board,
      lines,
    } = await runSketch(`
      String taken;
      void plain() { taken += "plain "; }
      struct Counter {
          void count() { taken += name; }
          const char* name;
      } counter{"method "};
      void setup() {
          const char* captured = "captured ";
          const wiring_interrupt_handler_t kept = [captured]() { taken += captured; };
          const raw_interrupt_handler_t raw = plain;
          Serial.printlnf("%d%d%d%d%d%d%d", attachInterrupt(D1, plain, RISING), attachInterrupt(D2, raw, RISING, 13, 1),
              attachInterrupt(D3, kept, RISING, 2), attachInterrupt(D4, std::bind(&Counter::count, &counter), RISING),
              attachInterrupt(D5, &Counter::count, &counter, RISING, 13, 1), attachInterrupt(D6, &Counter::count, &counter, RISING),
              attachInterrupt(D7, [captured]() { taken += captured; }, RISING, -1, 0));
          delay(100);
          Serial.println(taken);
      }`)
    for (const pin of [1, 2, 3, 4, 5, 6, 7]) firmware.deliverEdge(pin, 'rising')
    await board.time.advance(100)
    expect(lines()).toEqual(['1111111', 'plain plain captured method method method captured '])
  })

  test.each([
    'attachInterruptDirect',
    'detachInterruptDirect',
    'attachSystemInterrupt',
    'detachSystemInterrupt',
  ])('of the processor itself is refused: %s()', async name => {
    const refused = compileSketch(`void setup() { ${name}(7, []() {}); }`)
    await expect(refused).rejects.toThrow(`${name}() is part of Device OS`)
  })

  test('waits, once, while noInterrupts() or ATOMIC_BLOCK holds', async () => {
    const {
      firmware,
      test: board,
      lines,
    } = await runSketch(`
      volatile int count = 0;
      void setup() {
          attachInterrupt(D2, []() { count++; }, RISING);
          noInterrupts();
          delay(100);
          Serial.printlnf("%d", count);
          interrupts();
          Serial.printlnf("%d", count);
          ATOMIC_BLOCK() { delay(100); Serial.printlnf("%d", count); }
          Serial.printlnf("%d", count);
      }`)
    await settle()
    firmware.deliverEdge(2, 'rising')
    firmware.deliverEdge(2, 'rising')
    await board.time.advance(100)
    firmware.deliverEdge(2, 'rising')
    await board.time.advance(100)
    expect(lines()).toEqual(['0', '1', '1', '2'])
  })

  test('reaches a loop() that never waits', async () => {
    const {
      firmware,
      test: board,
      lines,
    } = await runSketch(`
      volatile bool pressed = false;
      void setup() { attachInterrupt(D2, []() { pressed = true; }, FALLING); }
      void loop() {
          while (!pressed) {}
          Serial.printlnf("pressed");
          delay(10000);
      }`)
    await board.time.advance(10)
    firmware.deliverEdge(2, 'falling')
    await board.time.advance(10)
    expect(lines()).toEqual(['pressed'])
  })

  test.each([
    ['waits', 'delay(1);', 'an interrupt handler waited'],
    ['does not return', 'while (true) {}', 'an interrupt handler does not return'],
  ])('whose handler %s ends the firmware', async (_what, body, reason) => {
    const {
      firmware,
      test: board,
      ended,
    } = await runSketch(`
      void setup() { attachInterrupt(D2, []() { ${body} }, RISING); }
      void loop() { delay(1000); }`)
    await board.time.advance(10)
    firmware.deliverEdge(2, 'rising')
    expect(String(await ended)).toContain(reason)
    expect(firmware.state).toBe('trapped')
  })
})
