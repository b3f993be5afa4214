import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { COLD_MS, compileSketch, runSketch } from './sketch.ts'

async function printed(body: string, globals = ''): Promise<string[]> {
  const sketch = await runSketch(`${globals}\nvoid setup() {\n${body}\n}\nvoid loop() {}\n`)
  return sketch.lines()
}

describe('what libraries for a Photon call beside wiring', { timeout: COLD_MS }, () => {
  test('pins, time and chance by their HAL names', async () => {
    const lines = await printed(`
      HAL_Pin_Mode(D1, OUTPUT);
      HAL_GPIO_Write(D1, HIGH);
      Serial.printlnf("%d %ld", HAL_Get_Pin_Mode(D1) == OUTPUT, HAL_GPIO_Read(D2));
      Serial.printlnf("%d %d %d %d", HAL_Validate_Pin_Function(A0, PF_ADC) == PF_ADC,
                      HAL_Validate_Pin_Function(D4, PF_TIMER) == PF_TIMER,
                      HAL_Validate_Pin_Function(DAC2, PF_DAC) == PF_DAC, HAL_Validate_Pin_Function(99, PF_DIO));
      HAL_RNG_GetRandomNumber();
      const int irq = HAL_disable_irq();
      HAL_enable_irq(irq);
      Serial.println(HAL_Timer_Get_Milli_Seconds() == millis() ? TRUE : FALSE);`)
    expect(lines).toEqual(['1 1', '1 0 1 0', '1'])
  })

  test('HAL_Delay_Milliseconds() lets time pass', async () => {
    const { test: board, lines } = await runSketch(
      'void setup() { HAL_Delay_Milliseconds(40); Serial.println(millis()); }\nvoid loop() {}',
    )
    expect(lines()).toEqual([])
    await board.time.advance(40)
    expect(lines()).toEqual(['40'])
  })

  test('what Arduino.h adds', async () => {
    const lines = await printed(
      `Serial.print(F("flash "));
      String text(F("kept"));
      text += F(" there");
      Serial.println(text);
      const word both = makeWord(1, 2);
      Serial.printlnf("%d %d %d", both, B101, pgm_read_word(&table[1]));
      Serial.printlnf("%d %d", isAlpha('x') && isDigit('7') && !isUpperCase('x'), _BV(4) == 16);
      yield();`,
      '#include "Arduino.h"\nstatic const uint16_t table[] PROGMEM = {7, 700};',
    )
    expect(lines).toEqual(['flash kept there', '258 5 700', '1 1'])
  })

  test('a program may have a function word() of its own without Arduino.h', async () => {
    const own = 'uint16_t word(uint8_t high, uint8_t low) { return static_cast<uint16_t>(high << 8 | low); }'
    expect(await printed('Serial.println(word(2, 1));', own)).toEqual(['513'])
  })

  test('the cloud by the name that it had on a Core', async () => {
    const { firmware, test: board } = await runSketch(
      `int value = 5;
      int call(String) { return 1; }
      void setup() {
          Spark.variable("value", &value, INT);
          Spark.function("call", call);
          Spark.subscribe("news", [](const char*, const char*) {}, MY_DEVICES);
          Spark.publish("up", "now", 60, PRIVATE);
      }
      void loop() { delay(100); }`,
    )
    expect([firmware.functions, Object.keys(firmware.variables)]).toEqual([['call'], ['value']])
    expect(board.subscriptions).toEqual(['news my-devices'])
    expect(board.published.map(event => event.name)).toEqual(['up'])
  })

  test('events of the system go to members of an object, in every form', async () => {
    const { firmware, lines } = await runSketch(
      `struct Watch {
          void all(system_event_t, int data, void*) { Serial.printlnf("all %d", data); }
          void event(system_event_t) { Serial.println("event"); }
          void none() { Serial.println("none"); }
      } watch;
      void setup() {
          System.on(button_click, &Watch::all, &watch);
          System.on(button_click, &Watch::event, &watch);
          System.on(button_click, &Watch::none, &watch);
          System.off(button_click);
      }
      void loop() {}`,
    )
    firmware.deliverSystemEvent(1 << 12, 3)
    await expect.poll(lines).toEqual(['all 3', 'event', 'none'])
  })
})

test.each([
  ['HAL_Pin_Map', 'STM32_Pin_Info* pinTable = HAL_Pin_Map();'],
  ['STM32_Pin_Info', 'STM32_Pin_Info* pinTable = nullptr;'],
  ['GPIOA', 'const void* port = GPIOA;'],
  ['GPIO_InitTypeDef', 'GPIO_InitTypeDef* init = nullptr;'],
  ['TIM_Cmd', 'void start() { TIM_Cmd(1, 1); }'],
  ['System.set', 'void start() { System.set(SYSTEM_CONFIG_SOFTAP_PREFIX, "Lamp"); }'],
])('%s is refused by name', { timeout: COLD_MS }, async (name, source) => {
  const failed = compileSketch(`${source}\nvoid setup() {}\nvoid loop() {}`)
  await expect(failed).rejects.toThrow(
    new RegExp(`${name}.*is part of Device OS, but not of device-os-wasm`, 's'),
  )
})

test('System.sleep() takes its flags and its time in either order', { timeout: COLD_MS }, async () => {
  const source = `#include "Particle.h"
    const pin_t pins[] = {D1, D2};
    void setup() {
        System.sleep(SLEEP_MODE_DEEP, 60, SLEEP_NETWORK_STANDBY);
        System.sleep(SLEEP_MODE_DEEP, SLEEP_NETWORK_STANDBY | SLEEP_DISABLE_WKP_PIN, 60s);
        System.sleep(D1, FALLING, 20s, SLEEP_NETWORK_STANDBY);
        System.sleep(D1, FALLING, SLEEP_NETWORK_STANDBY, 20);
        System.sleep(pins, 2, RISING, 20s);
    }
    void loop() {}`
  const files = new Map([['app.cpp', Buffer.from(source)]])
  await expect(compile({ name: 'sleeps', files }, { warningsAsErrors: true })).resolves.toBeDefined()
})
