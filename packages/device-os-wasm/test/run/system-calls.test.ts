import { describe, expect, test } from 'vitest'
import { COLD_MS, compileSketch, runSketch } from './sketch.ts'

describe('System', { timeout: COLD_MS }, () => {
  test('compiles in every form that Device OS has of its calls', async () => {
    await compileSketch(`
      pin_t pins[] = {D2, D3};
      InterruptMode modes[] = {RISING, FALLING};
      SleepResult slept(int form) {
          switch (form) {
          case 0: return System.sleep(SLEEP_MODE_DEEP, 60, SLEEP_NETWORK_STANDBY | SLEEP_NO_WAIT);
          case 1: return System.sleep(SLEEP_MODE_DEEP, SLEEP_NETWORK_STANDBY, 60);
          case 2: return System.sleep(SLEEP_MODE_DEEP, 1min, SLEEP_DISABLE_WKP_PIN);
          case 3: return System.sleep(SLEEP_MODE_DEEP, SLEEP_NETWORK_STANDBY);
          case 4: return System.sleep(10);
          case 5: return System.sleep(10s);
          case 6: return System.sleep(D2, RISING, 60, SLEEP_NETWORK_STANDBY);
          case 7: return System.sleep(D2, RISING, SLEEP_NETWORK_STANDBY, 60);
          case 8: return System.sleep(D2, RISING, 2h);
          case 9: return System.sleep({D2, D3}, RISING, SLEEP_NETWORK_STANDBY, 60s);
          case 10: return System.sleep({D2, D3}, {RISING, FALLING}, 60, SLEEP_NETWORK_STANDBY);
          case 11: return System.sleep({D2, D3}, {RISING, FALLING}, SLEEP_NETWORK_STANDBY, 60);
          case 12: return System.sleep(pins, 2, FALLING, 60);
          case 13: return System.sleep(pins, 2, FALLING, SLEEP_NETWORK_STANDBY, 60);
          case 14: return System.sleep(pins, 2, modes, 2, 60, SLEEP_NETWORK_STANDBY);
          case 15: return System.sleep(pins, 2, modes, 2, SLEEP_NETWORK_STANDBY, 60);
          default: return System.sleep(SystemSleepConfiguration().mode(SystemSleepMode::STOP).duration(1000));
          }
      }
      void start(int form) {
          switch (form) {
          case 0: System.reset();
          case 1: System.reset(RESET_NO_WAIT);
          case 2: System.reset(7, RESET_NO_WAIT | RESET_PERSIST_DFU);
          case 3: System.dfu();
          case 4: System.dfu(true);
          case 5: System.dfu(RESET_PERSIST_DFU);
          case 6: System.enterSafeMode(RESET_NO_WAIT);
          default: System.factoryReset(SystemResetFlags());
          }
      }`)
  })

  test.each([
    ['System.set()', 'System.set(SYSTEM_CONFIG_SOFTAP_PREFIX, "Oven")'],
    ['System.set()', 'System.set(SYSTEM_CONFIG_DEVICE_KEY, "", 0)'],
    ['System.firmwareUpdate()', 'System.firmwareUpdate(&Serial)'],
    ['System.enableFeature(FEATURE_WIFITESTER)', 'System.enableFeature(FEATURE_WIFITESTER)'],
    [
      'System.enableFeature(FEATURE_CONFIGURABLE_LOGGING)',
      'System.enableFeature(FEATURE_CONFIGURABLE_LOGGING)',
    ],
  ])('%s is refused', async (name, call) => {
    await expect(compileSketch(`void setup() { ${call}; }`)).rejects.toThrow(`${name} is part of Device OS`)
  })

  test('knows its mode, and waits for as long as two conditions say', async () => {
    const { test: board, lines } = await runSketch(`
      SYSTEM_MODE(SEMI_AUTOMATIC)
      void setup() {
          Serial.printlnf("%d", System.mode() == SEMI_AUTOMATIC);
          const auto late = []() { return millis() >= 200; };
          Serial.printlnf("%d", System.waitConditionWhile(late, []() { return millis() < 100; }));
          Serial.printlnf("%d", System.waitConditionWhile(late, []() { return true; }));
      }`)
    await board.time.advance(500)
    expect(lines()).toEqual(['1', '0', '1'])
  })

  test('tells after hibernation that it was a pin or the clock', async () => {
    const source = `void setup() {
        Serial.printlnf("%d %d %d", System.sleepResult().reason(), System.wakeUpPin(), System.featureEnabled(FEATURE_WARM_START));
    }`
    const woken = await runSketch(source, { system: { resetReason: 30 } })
    expect(woken.lines()).toEqual(['3 17 1'])
    const plugged = await runSketch(source, { system: { resetReason: 40 } })
    expect(plugged.lines()).toEqual(['0 255 0'])
  })
})

describe('the SETUP button', { timeout: COLD_MS }, () => {
  test('is looked at, and mirrored by a pin', async () => {
    const mirrored: string[] = []
    const { lines } = await runSketch(
      `void setup() {
           Serial.printlnf("%u %u", System.buttonPushed(), System.buttonPushed(1));
           System.buttonMirror(D4, FALLING);
           Serial.printlnf("%d", getPinMode(D4) == INPUT_PULLUP);
           System.buttonMirror(D5, RISING, true);
           System.buttonMirror(D6, CHANGE);
           System.buttonMirror(TOTAL_PINS, RISING);
           System.disableButtonMirror();
       }`,
      {
        button: {
          pushedMs: () => 1_234.5,
          mirror: (pin, pressedBy) => mirrored.push(`${pin} ${pressedBy}`),
        },
      },
    )
    expect(lines()).toEqual(['1234 0', '1'])
    expect(mirrored).toEqual(['4 falling', '5 rising', 'undefined falling'])
  })

  test('is not pressed at a board that has none', async () => {
    const { lines } = await runSketch(
      'void setup() { System.buttonMirror(D4, FALLING); Serial.printlnf("%u", System.buttonPushed()); }',
    )
    expect(lines()).toEqual(['0'])
  })
})
