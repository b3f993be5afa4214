import { describe, expect, test } from 'vitest'
import { PANIC } from '../../src/run/index.ts'
import { COLD_MS, runSketch } from './sketch.ts'

describe('a thread', { timeout: COLD_MS }, () => {
  test('runs beside loop() on a stack of its own', async () => {
    const { test: board, lines } = await runSketch(`
      struct Worker {
          explicit Worker(int id) : id_(id) {}
          void run() {
              char text[1000];
              for (int i = 0; i < 3; i++) {
                  memset(text, 'a' + id_, sizeof(text));
                  delay(100);
                  Serial.printlnf("%d %c%c %.2f %lu", id_, text[0], text[999], id_ / 4.0, millis());
              }
          }
          int id_;
      };
      Worker one(1), two(2);
      Thread first("one", &Worker::run, &one);
      Thread second("two", [](void* worker) { static_cast<Worker*>(worker)->run(); }, &two);
      void loop() {
          char text[1000];
          memset(text, 'z', sizeof(text));
          delay(250);
          Serial.printlnf("loop %c%c %d%d%d %lu", text[0], text[999], first.isRunning(), first.isCurrent(), first.isValid(), millis());
          first.join();
          Serial.printlnf("%d%d %lu", first.isRunning(), os_thread_is_current(application_thread_current()), millis());
          second.dispose();
          Serial.printlnf("%d", second.isValid());
          delay(10000);
      }`)
    await board.time.advance(1_000)
    expect(lines()).toEqual([
      ...['1 bb 0.25 100', '2 cc 0.50 100', '1 bb 0.25 200', '2 cc 0.50 200'],
      ...['loop zz 101 250', '1 bb 0.25 300', '01 300', '2 cc 0.50 300', '0'],
    ])
  })

  test('takes turns with a loop() that never waits', async () => {
    const { test: board, lines } = await runSketch(`
      volatile bool stop = false;
      Thread thread("t", [](void*) { Serial.printlnf("runs"); stop = true; while (true) {} });
      void loop() {
          while (!stop) {}
          Serial.printlnf("stopped");
          delay(1000);
      }`)
    await board.time.advance(500)
    expect(lines()).toEqual(['runs', 'stopped'])
  })

  test('is kept out by SINGLE_THREADED_BLOCK, ATOMIC_BLOCK and a lock, for as long as they last', async () => {
    const { test: board, lines } = await runSketch(`
      Mutex mutex;
      RecursiveMutex recursive;
      int count = 0;
      Thread thread("t", [](void*) {
          while (true) { delay(10); WITH_LOCK(mutex) { count++; } }
      });
      int during() {
          const int before = count;
          delay(100);
          return count - before;
      }
      void loop() {
          SINGLE_THREADED_BLOCK() { Serial.printlnf("single %d", during()); }
          ATOMIC_BLOCK() { Serial.printlnf("atomic %d", during()); }
          WITH_LOCK(mutex) { Serial.printlnf("locked %d", during()); }
          WITH_LOCK(recursive) { WITH_LOCK(recursive) { Serial.printlnf("free %d", during() > 5); } }
          Serial.printlnf("%d%d%d", mutex.trylock(), mutex.trylock(), recursive.trylock());
          TRY_LOCK(mutex) { Serial.printlnf("never"); }
          delay(10000);
      }`)
    await board.time.advance(1_000)
    expect(lines()).toEqual(['single 0', 'atomic 0', 'locked 0', 'free 1', '101'])
  })

  test('waits for queues and semaphores', async () => {
    const { test: board, lines } = await runSketch(`
      os_queue_t queue;
      os_semaphore_t semaphore;
      void consume(void*) {
          int item = 0;
          while (os_queue_take(queue, &item, 500, nullptr) == 0) { Serial.printlnf("took %d at %lu", item, millis()); }
          Serial.printlnf("nothing at %lu", millis());
          os_semaphore_give(semaphore, false);
          os_thread_exit(nullptr);
          Serial.printlnf("never");
      }
      void setup() {
          os_queue_create(&queue, sizeof(int), 2, nullptr);
          os_semaphore_create(&semaphore, 1, 0);
          os_thread_t thread;
          os_thread_create(&thread, "c", OS_THREAD_PRIORITY_DEFAULT, consume, nullptr, OS_THREAD_STACK_SIZE_DEFAULT);
          system_tick_t last = millis();
          for (int i = 0; i < 3; i++) {
              os_thread_delay_until(&last, 100);
              os_queue_put(queue, &i, 0, nullptr);
          }
          Serial.printlnf("%d", os_semaphore_take(semaphore, 200, false));
          Serial.printlnf("%d at %lu", os_semaphore_take(semaphore, CONCURRENT_WAIT_FOREVER, false), millis());
          Serial.printlnf("%ld", os_thread_cleanup(thread));
      }`)
    await board.time.advance(2_000)
    expect(lines()).toEqual([
      ...['took 0 at 100', 'took 1 at 200', 'took 2 at 300'],
      ...['-1', 'nothing at 800', '0 at 800', '0'],
    ])
  })

  test('that needs more stack than it has ends the firmware', async () => {
    const { test: board, ended } = await runSketch(`
      int deep(int depth) {
          volatile char frame[512];
          for (volatile char& letter : frame) { letter = static_cast<char>(depth); }
          return depth == 0 ? frame[0] : deep(depth - 1) + frame[0];
      }
      Thread thread("t", [](void*) { volatile int sum = deep(26); delay(1); (void)sum; });
      void loop() { delay(1000); }`)
    await board.time.advance(10)
    await expect(ended).resolves.toMatchObject({
      reason: 'stack overflow in a thread',
      panicCode: PANIC.stackOverflow,
      frames: expect.arrayContaining([expect.objectContaining({ function: 'deep', file: 'app.cpp' })]),
    })
  })

  test('that needs no more stack than it asked for goes on, whatever it prints', async () => {
    const { test: board, lines } = await runSketch(`
      Thread thread("t", [](void*) {
          char text[200];
          snprintf(text, sizeof(text), "%.10f %s", 2.0 / 3.0, "from a small stack");
          Serial.println(text);
      }, nullptr, OS_THREAD_PRIORITY_DEFAULT, 512);
      void loop() { delay(1000); }`)
    await board.time.advance(10)
    expect(lines()).toEqual(['0.6666666667 from a small stack'])
  })

  test('leaves the cloud its answers: requests are for the thread of loop()', async () => {
    const { firmware, test: board } = await runSketch(`
      Thread thread("t", [](void*) { while (true) { delay(10); Particle.process(); } });
      void setup() { Particle.function("current", [](String) { return application_thread_current() == os_thread_current(); }); }
      void loop() { delay(500); }`)
    await board.time.advance(100)
    const answer = firmware.callFunction('current', '')
    await board.time.advance(1_000)
    expect(await answer).toBe(1)
  })
})

describe('an application watchdog', { timeout: COLD_MS }, () => {
  test('resets a device whose loop() hangs, and none whose loop() comes round', async () => {
    const { firmware, test: board } = await runSketch(`
      ApplicationWatchdog watchdog(5000, System.reset, 1536);
      void loop() {
          if (millis() < 20000) { delay(3000); return; }
          while (true) {}
      }`)
    await board.time.advance(20_000)
    expect(firmware.state).toBe('running')
    await board.time.advance(15_000)
    expect(firmware.state).toBe('reset')
    expect(board.resets).toEqual([{ mode: 'reset', data: 0 }])
  })
})
