import { describe, expect, test } from 'vitest'
import { SYSTEM_FLAGS, type SystemFlag } from '../../src/run/index.ts'
import { COLD_MS, runSketch } from './sketch.ts'

const REPORT = `
  void report() {
      Serial.printlnf("%d%d%d %d%d", System.updatesEnabled(), System.updatesPending(), System.updatesForced(),
          System.resetEnabled(), System.resetPending());
  }`

describe('the flags of the system', { timeout: COLD_MS }, () => {
  test('are as on a device that has just started, and as the program sets them', async () => {
    const { lines } = await runSketch(`${REPORT}
      void setup() {
          report();
          System.disableUpdates();
          System.disableReset();
          System.enable(SYSTEM_FLAG_OTA_UPDATE_FORCED);
          report();
          System.enableUpdates();
          System.enableReset();
          System.disable(SYSTEM_FLAG_OTA_UPDATE_FORCED);
          report();
          Serial.printlnf("%d%d", System.enabled(SYSTEM_FLAG_PUBLISH_RESET_INFO), System.enabled(SYSTEM_FLAG_MAX));
      }`)
    expect(lines()).toEqual(['100 10', '001 00', '100 10', '10'])
  })

  test('are the ones of its board', async () => {
    const set: string[] = []
    const held = new Map<SystemFlag, boolean>([
      ['updates-pending', true],
      ['updates-forced', true],
      ['reset-pending', true],
    ])
    const { lines } = await runSketch(
      `${REPORT}
       void setup() {
           System.disableUpdates();
           System.disableReset();
           System.disable(SYSTEM_FLAG_MAX);
           report();
       }`,
      {
        system: {
          flags: {
            get: flag => held.get(flag) ?? SYSTEM_FLAGS[flag],
            set(flag, on) {
              set.push(`${flag} ${on}`)
              held.set(flag, on)
            },
          },
        },
      },
    )
    expect(set).toEqual(['updates-enabled false', 'reset-enabled false'])
    expect(lines()).toEqual(['011 01'])
  })

  test('do not hold back a reset that the program itself wants, of which no event tells', async () => {
    const {
      test: board,
      lines,
      ended,
    } = await runSketch(`
      void setup() {
          System.on(reset + reset_pending, []() { Serial.println("told"); });
          System.disableReset();
          System.reset(7, RESET_NO_WAIT);
      }`)
    await ended
    expect(board.resets).toEqual([{ mode: 'reset', data: 7 }])
    expect(lines()).toEqual([])
  })
})
