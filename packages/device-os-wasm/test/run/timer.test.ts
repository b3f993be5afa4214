import { describe, expect, test } from 'vitest'
import { COLD_MS, runSketch } from './sketch.ts'

describe('a software timer', { timeout: COLD_MS }, () => {
  test('calls at its period while loop() is in delay(), and stops, resets and changes as told', async () => {
    const { test: board, lines } = await runSketch(`
      struct Lamp {
          void blink() { Serial.printlnf("lamp %lu", millis()); }
      } lamp;
      int ticks = 0;
      Timer every(100, []() { ticks++; });
      Timer once(250, &Lamp::blink, lamp, true);
      Timer late(std::chrono::seconds(2), []() { Serial.printlnf("late %lu", millis()); });
      void setup() {
          Serial.printlnf("%d%d", every.isActive(), once.isValid());
          every.start();
          once.start();
          late.start();
          Serial.printlnf("%d%d", every.isActive(), once.isActive());
      }
      void loop() {
          delay(1050);
          Serial.printlnf("%d %d %lu", ticks, once.isActive(), millis());
          late.reset();
          every.changePeriod(500);
          delay(1100);
          Serial.printlnf("%d %lu", ticks, millis());
          every.stopFromISR();
          delay(1000);
          Serial.printlnf("%d %d %lu", ticks, every.isActive(), millis());
          while (true) { delay(1000); }
      }`)
    await board.time.advance(4_000)
    expect(lines()).toEqual(['01', '11', 'lamp 250', '10 0 1050', '12 2150', 'late 3050', '12 0 3150'])
  })

  test('calls while loop() never returns and never waits', async () => {
    const { test: board, lines } = await runSketch(`
      Timer timer(100, []() { Serial.printlnf("%lu", millis()); });
      void setup() { timer.start(); }
      void loop() { while (true) {} }`)
    await board.time.advance(350)
    expect(lines().map(line => Math.floor(Number(line) / 100))).toEqual([1, 2, 3])
  })

  test('never calls inside another call, which may wait', async () => {
    const { test: board, lines } = await runSketch(`
      Timer slow(100, []() { Serial.printlnf("slow"); delay(250); Serial.printlnf("done %lu", millis()); }, true);
      Timer fast(120, []() { Serial.printlnf("fast %lu", millis()); });
      void setup() { slow.start(); fast.start(); }
      void loop() { delay(1000); }`)
    await board.time.advance(400)
    expect(lines()).toEqual(['slow', 'done 350', 'fast 350', 'fast 350', 'fast 360'])
  })

  test('is one of ten', async () => {
    const { test: board, lines } = await runSketch(`
      Timer* timers[11];
      void setup() {
          for (Timer*& timer : timers) { timer = new Timer(10, []() {}); }
          Serial.printlnf("%d %d", timers[9]->start(), timers[10]->start());
          timers[0]->dispose();
          Serial.printlnf("%d", Timer(10, []() {}).isValid());
      }`)
    await board.time.advance(1)
    expect(lines()).toEqual(['1 0', '1'])
  })

  test('that crashes ends the firmware, and the turn says so', async () => {
    const {
      firmware,
      test: board,
      ended,
    } = await runSketch(`
      Timer timer(100, []() { abort(); });
      void setup() { timer.start(); }
      void loop() { delay(1000); }`)
    await board.time.advance(200)
    expect(String(await ended)).toContain('abort()')
    expect(firmware.state).toBe('trapped')
    expect(board.time.sleeping).toBe(0)
  })
})
