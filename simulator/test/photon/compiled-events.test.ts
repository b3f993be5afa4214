import { compile } from '@particle-setup/device-os-wasm/compile'
import { run } from '@particle-setup/device-os-wasm/run'
import { expect, test } from 'vitest'
import { type Desk, desk, HOME } from './support/desk.ts'

async function running(source: string): Promise<{ d: Desk; lines: string[] }> {
  const files = new Map([['app.cpp', Buffer.from(`#include "Particle.h"\n${source}`)]])
  const { module } = await compile({ name: 'events', files })
  const lines: string[] = []
  const d = desk({ stored: [HOME], firmware: board => run(module, board) })
  d.photon.on('serial', line => lines.push(line))
  await d.photon.powerOn()
  await d.clock.advance(10_000)
  expect(d.photon.state).toBe('online')
  return { d, lines }
}

test('a program hears of the clock, the button and its networks as they happen', {
  timeout: 180_000,
}, async () => {
  const { d, lines } = await running(`
    volatile bool clicked = false;
    void setup() {
        System.on(time_changed, [](system_event_t, int parameter) {
            Serial.printlnf("time %d %d", parameter, Time.isValid());
        });
        System.on(network_credentials, [](system_event_t, int parameter) { Serial.printlnf("credentials %d", parameter); });
        System.on(button_final_click, [](system_event_t, int clicks) { clicked = clicks == 1; });
        Particle.function("store", [](String ssid) { return WiFi.setCredentials(ssid) ? 1 : 0; });
        Particle.syncTime();
    }
    void loop() {
        while (System.buttonPushed() > 0) {}
        if (clicked) {
            clicked = false;
            Serial.println("clicked");
        }
        delay(10);
    }`)
  await using _ = d
  d.cloud.session.send({ type: 'time', token: 1, unixSeconds: 1_669_227_694 })
  await d.clock.advance(1_000)
  expect(lines.at(-1)).toBe('time 1 1')
  d.cloud.session.send({ type: 'functionCall', token: 2, name: 'store', argument: 'Elsewhere' })
  await d.clock.advance(5_000)
  expect(lines.at(-1)).toBe('credentials 1')
  const held = d.photon.holdSetupButton(300)
  await d.clock.advance(2_000)
  await held
  expect(lines.at(-1)).toBe('clicked')
})

test('a program measures a pulse that the world gives it, to the microsecond', {
  timeout: 180_000,
}, async () => {
  const { d, lines } = await running(`
    void setup() { pinMode(D2, INPUT_PULLDOWN); }
    void loop() {
        const uint32_t us = pulseIn(D2, HIGH);
        if (us > 0) Serial.printlnf("%u us", (unsigned)us);
    }`)
  await using _ = d
  d.clock.setTimeout(() => d.photon.pins.digital.set('D2', 1), 100)
  d.clock.setTimeout(() => d.photon.pins.digital.set('D2', 0), 101.457)
  await d.clock.advance(200)
  expect(lines).toEqual(['1457 us'])
})
