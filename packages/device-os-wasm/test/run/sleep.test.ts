import { describe, expect, test } from 'vitest'
import type { Board, SleepRequest } from '../../src/run/index.ts'
import { settle } from '../board.ts'
import { COLD_MS, runSketch, type Sketch } from './sketch.ts'

async function sleeper(
  source: string,
  changes: Partial<Board> = {},
): Promise<Sketch & { readonly told: (SleepRequest | 'wake')[] }> {
  const told: (SleepRequest | 'wake')[] = []
  const sketch = await runSketch(source, {
    ...changes,
    system: { sleep: request => told.push(request), wake: () => told.push('wake') },
  })
  return { ...sketch, told }
}

describe('System.sleep()', { timeout: COLD_MS }, () => {
  test('in stop mode stops everything until its time is over', async () => {
    const {
      test: board,
      lines,
      told,
    } = await sleeper(`
      int ticks = 0;
      Timer timer(100, []() { ticks++; });
      void setup() {
          timer.start();
          SystemSleepResult result = System.sleep(SystemSleepConfiguration().mode(SystemSleepMode::STOP).duration(10s));
          Serial.printlnf("%d %d %d %lu", result.wakeupReason() == SystemSleepWakeupReason::BY_RTC, result.error(), ticks, millis());
      }
      void loop() { delay(1000); }`)
    await board.time.advance(9_999)
    expect(told).toEqual([{ mode: 'stop', ms: 10_000 }])
    await board.time.advance(2)
    expect(told).toEqual([{ mode: 'stop', ms: 10_000 }, 'wake'])
    expect(lines()).toEqual(['1 0 0 10000'])
  })

  test('in stop mode ends at the edge of a pin it was told of, whose own handler stays quiet', async () => {
    const {
      firmware,
      test: board,
      lines,
    } = await sleeper(`
      int interrupts_ = 0;
      void setup() {
          attachInterrupt(D2, []() { interrupts_++; }, CHANGE);
          SleepResult result = System.sleep(D2, FALLING, 60);
          Serial.printlnf("%d %d %d %lu", result.wokenUpByPin(), result.pin(), interrupts_, millis());
          result = System.sleep({D3, D4}, RISING);
          Serial.printlnf("%d %d %lu", System.wakeUpReason() == WAKEUP_REASON_PIN, System.wakeUpPin(), millis());
          result = System.sleep(WKP, RISING, 1);
          Serial.printlnf("%d %lu", result.rtc(), millis());
      }
      void loop() { delay(1000); }`)
    await board.time.advance(1_000)
    firmware.deliverEdge(2, 'rising')
    firmware.deliverEdge(3, 'falling')
    await board.time.advance(1_000)
    expect(lines()).toEqual([])
    firmware.deliverEdge(2, 'falling')
    await board.time.advance(1_000)
    firmware.deliverEdge(4, 'rising')
    await board.time.advance(2_000)
    expect(lines()).toEqual(['1 2 0 2000', '1 4 3000', '1 4000'])
  })

  test.each([
    ['System.sleep(SLEEP_MODE_DEEP, 30)', 30_000],
    ['System.sleep(SLEEP_MODE_DEEP)', Number.POSITIVE_INFINITY],
    ['System.sleep(SystemSleepConfiguration().mode(SystemSleepMode::HIBERNATE).duration(5000))', 5_000],
  ])('%s runs no further', async (call, ms) => {
    const { firmware, lines, told, ended } = await sleeper(
      `void setup() { ${call}; Serial.println("never"); }`,
    )
    await ended
    expect(firmware.state).toBe('reset')
    expect(told).toEqual([{ mode: 'hibernate', ms }])
    expect(lines()).toEqual([])
  })

  test('of Wi-Fi alone lets loop() run, and brings Wi-Fi and the cloud back', async () => {
    const calls: string[] = []
    let connected = true
    const { test: board, lines } = await runSketch(
      `void setup() { System.sleep(10); }
       void loop() { Serial.printlnf("%lu", millis()); delay(6000); }`,
      {
        cloud: { connected: () => connected, publish: () => true, connect: () => calls.push('cloud') },
        wifi: {
          ready: () => connected,
          off: () => {
            calls.push('off')
            connected = false
          },
          connect: () => calls.push('wifi'),
        },
      },
    )
    for (let seconds = 0; seconds < 13; seconds++) await board.time.advance(1_000)
    expect(calls).toEqual(['off', 'wifi', 'cloud'])
    expect(lines()).toEqual(['0', '6000'])
  })

  test('without anything that could end it is an error', async () => {
    const { lines, told } = await sleeper(`
      void setup() {
          SystemSleepConfiguration none;
          Serial.printlnf("%d", System.sleep(none).error());
          Serial.printlnf("%d", System.sleep(none.mode(SystemSleepMode::ULTRA_LOW_POWER)).error());
          Serial.printlnf("%d", System.sleep(SystemSleepConfiguration().mode(SystemSleepMode::STOP).gpio(99, RISING)).error());
      }`)
    await settle()
    expect(lines()).toEqual(['-270', '-270', '-270'])
    expect(told).toEqual([])
  })

  test('with WAIT_CLOUD begins once the cloud has acknowledged what was published', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const {
      test: board,
      lines,
      told,
    } = await sleeper(
      `void setup() {
           Particle.publish("event", WITH_ACK).onSuccess([](bool) { Serial.println("acknowledged"); });
           System.sleep(SystemSleepConfiguration().mode(SystemSleepMode::STOP).duration(1s).flag(SystemSleepFlag::WAIT_CLOUD));
       }`,
      { cloud: { connected: () => true, publish: () => promise } },
    )
    await board.time.advance(4_000)
    expect(told).toEqual([])
    resolve(true)
    await settle()
    expect(told).toEqual([{ mode: 'stop', ms: 1_000 }])
    expect(lines()).toEqual(['acknowledged'])
  })

  test('with WAIT_CLOUD waits no longer than 5 s', async () => {
    const { test: board, told } = await sleeper(
      `void setup() {
           Particle.publish("event", WITH_ACK);
           System.sleep(SystemSleepConfiguration().mode(SystemSleepMode::STOP).duration(1s).flag(SystemSleepFlag::WAIT_CLOUD));
       }`,
      { cloud: { connected: () => true, publish: () => new Promise(() => {}) } },
    )
    await board.time.advance(4_999)
    expect(told).toEqual([])
    await board.time.advance(1)
    expect(told).toEqual([{ mode: 'stop', ms: 1_000 }])
  })
})
