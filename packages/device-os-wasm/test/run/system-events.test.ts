import { describe, expect, test } from 'vitest'
import { settle } from '../board.ts'
import { COLD_MS, runSketch } from './sketch.ts'

/** Bits of Device OS. */
const RESET_PENDING = 1024
const BUTTON_STATUS = 128
const BUTTON_CLICK = 4096
const TIME_CHANGED = 16384

describe('System.on()', { timeout: COLD_MS }, () => {
  test('takes every form of handler, and off() takes none back', async () => {
    const {
      firmware,
      test: board,
      lines,
    } = await runSketch(`
      void full(system_event_t event, int parameter, void*) { Serial.printlnf("full %lu %d", (unsigned long)event, parameter); }
      struct Listener {
          void hear(system_event_t, int parameter) { Serial.printlnf("method %d", parameter); }
      } listener;
      void setup() {
          System.on(button_click, full);
          System.on(button_click, []() { Serial.println("nothing"); });
          System.on(button_click | button_status, [](system_event_t event) { Serial.printlnf("event %lu", (unsigned long)event); });
          System.on(all_events, [](system_event_t, int parameter) { Serial.printlnf("clicks %d", system_button_clicks(parameter)); });
          System.on(button_click, &Listener::hear, &listener);
          System.on(button_status, full);
          System.off(full);
          System.off(button_click, full);
      }
      void loop() { delay(100000); }`)
    void firmware.deliverSystemEvent(BUTTON_CLICK, 3)
    await board.time.advance(1_000)
    expect(lines()).toEqual(['full 4096 3', 'nothing', 'event 4096', 'clicks 3', 'method 3'])
    void firmware.deliverSystemEvent(BUTTON_STATUS, 40)
    await board.time.advance(1_000)
    expect(lines()).toEqual(['event 128', 'clicks 40', 'full 128 40'])
  })

  test('lets its sender know when the handlers have returned, though they wait', async () => {
    const {
      firmware,
      test: board,
      lines,
    } = await runSketch(`
      void setup() { System.on(reset_pending, []() { delay(500); Serial.println("saved"); }); }
      void loop() { delay(100000); }`)
    let handled = false
    const done = firmware.deliverSystemEvent(RESET_PENDING, 0).then(() => {
      handled = true
    })
    await board.time.advance(1_400)
    expect(handled).toBe(false)
    expect(lines()).toEqual([])
    await board.time.advance(200)
    await done
    expect(lines()).toEqual(['saved'])
    const never = firmware.deliverSystemEvent(RESET_PENDING, 0)
    await firmware.stop()
    await never
    await firmware.deliverSystemEvent(RESET_PENDING, 0)
  })

  test('can be called as an interrupt, while a loop() that never ends goes on', async () => {
    const {
      firmware,
      test: board,
      lines,
    } = await runSketch(`
      volatile bool clicked = false;
      void setup() { System.on(button_click, []() { clicked = true; }); }
      void loop() {
          while (!clicked) {}
          Serial.println("clicked");
          delay(10000);
      }`)
    await board.time.advance(10)
    await firmware.deliverSystemEvent(BUTTON_CLICK, 1, 'interrupt')
    await board.time.advance(10)
    expect(lines()).toEqual(['clicked'])
  })

  test('is called in background work instead where interrupts are held off', async () => {
    const {
      firmware,
      test: board,
      lines,
    } = await runSketch(`
      void setup() {
          System.on(button_click, []() { Serial.println("clicked"); });
          noInterrupts();
          delay(100);
          Serial.println("still");
          interrupts();
      }`)
    const handled = firmware.deliverSystemEvent(BUTTON_CLICK, 1, 'interrupt')
    await board.time.advance(200)
    await handled
    expect(lines()).toEqual(['still', 'clicked'])
  })
})

describe('the clock', { timeout: COLD_MS }, () => {
  test('tells who has set it, and what the cloud says holds', async () => {
    const {
      firmware,
      test: board,
      lines,
    } = await runSketch(
      `void setup() {
           System.on(time_changed, [](system_event_t, int parameter) {
               Serial.printlnf("%d %d", parameter == time_changed_sync, (int)Time.now());
           });
           Time.setTime(5000);
       }
       void loop() { delay(100000); }`,
      {},
      { unixMs: 1_000_000 },
    )
    expect(lines()).toEqual(['0 5000'])
    void firmware.deliverSystemEvent(TIME_CHANGED, 1)
    await board.time.advance(1_000)
    expect(lines()).toEqual(['1 1001'])
  })
})

describe('out_of_memory', { timeout: COLD_MS }, () => {
  test('tells how much was asked for, before the answer that there is none', async () => {
    const { lines } = await runSketch(`
      void setup() {
          System.on(out_of_memory, [](system_event_t, int size) { Serial.printlnf("no %d", size); });
          System.freeMemory();
          void* volatile memory = malloc(200000);
          Serial.printlnf("%d", memory != nullptr);
          memory = calloc(1000, 300);
          memory = realloc(malloc(8), 400000);
          String text;
          Serial.printlnf("%d", text.reserve(500000) != 0);
          Thread none("none", []() {}, OS_THREAD_PRIORITY_DEFAULT, 600000);
          Serial.println("goes on");
      }`)
    expect(lines()).toEqual([
      'no 200000',
      '0',
      'no 300000',
      'no 400000',
      expect.stringMatching(/^no 50000\d$/),
      '0',
      // Its stack, with what printing takes.
      'no 601024',
      'goes on',
    ])
  })

  test('whose handler asks for more that there is not ends the program', async () => {
    const { firmware, ended } = await runSketch(`
      void setup() {
          System.on(out_of_memory, []() { void* volatile more = malloc(200000); (void)more; });
          void* volatile memory = malloc(200000);
          (void)memory;
      }`)
    expect(String(await ended)).toContain('out of memory in a handler')
    expect(firmware.failure).toMatchObject({ panicCode: 8 })
    await settle()
  })
})
