import { describe, expect, test } from 'vitest'
import type { BoardCloud } from '../../src/run/index.ts'
import { COLD_MS, compileSketch, runSketch } from './sketch.ts'

function recorder(vitals: boolean): BoardCloud & { readonly told: unknown[] } {
  const told: unknown[] = []
  return {
    told,
    connected: () => true,
    publish: () => true,
    disconnect: request => told.push(request),
    publishVitals(periodSeconds) {
      told.push(periodSeconds ?? 'now')
      return vitals
    },
  }
}

describe('Particle.disconnect()', { timeout: COLD_MS }, () => {
  test('is abrupt unless the options, or those set before, say otherwise', async () => {
    const cloud = recorder(true)
    await runSketch(
      `SYSTEM_THREAD(ENABLED);
       void setup() {
           Particle.disconnect();
           Particle.disconnect(CloudDisconnectOptions().graceful(true));
           Particle.setDisconnectOptions(CloudDisconnectOptions().graceful(true).timeout(3s).clearSession(true));
           Particle.disconnect();
           Particle.disconnect(CloudDisconnectOptions().timeout(700));
           Particle.disconnect(CloudDisconnectOptions().graceful(false));
       }`,
      { cloud },
    )
    expect(cloud.told).toEqual([
      { graceful: false, timeoutMs: 5_000 },
      { graceful: true, timeoutMs: 5_000 },
      { graceful: true, timeoutMs: 3_000 },
      { graceful: true, timeoutMs: 700 },
      { graceful: false, timeoutMs: 3_000 },
    ])
  })
})

describe('Particle.publishVitals()', { timeout: COLD_MS }, () => {
  const sketch = `
    SYSTEM_THREAD(ENABLED);
    void setup() {
        Serial.printlnf("%d", Particle.publishVitals());
        Serial.printlnf("%d", Particle.publishVitals(particle::NOW));
        Serial.printlnf("%d", Particle.publishVitals(5));
        Serial.printlnf("%d", Particle.publishVitals(1min));
        Serial.printlnf("%d", Particle.publishVitals(0));
    }`

  test('asks the board for now, for every so often, and for no more', async () => {
    const cloud = recorder(true)
    const { lines } = await runSketch(sketch, { cloud })
    expect(cloud.told).toEqual(['now', 'now', 5, 60, 0])
    expect(lines()).toEqual(['0', '0', '0', '0', '0'])
  })

  test('answers SYSTEM_ERROR_IO when it could not be sent', async () => {
    const { lines } = await runSketch(sketch, { cloud: recorder(false) })
    expect(lines()[0]).toBe('-220')
  })
})

test.each([
  ['float ratio = 1; void setup() { Particle.variable("ratio", ratio); }', 'use double'],
  ['float read() { return 1; } void setup() { Particle.variable("ratio", read); }', 'use double'],
  ['char text[9]; void setup() { Particle.variable("text", &text, STRING); }', 'without & before it'],
  ['String text; void setup() { Particle.variable("text", text, STRING); }', 'leave STRING out'],
  [
    'void setup() { Particle.keepAlive(30); }',
    'Particle.keepAlive() is for devices that reach the cloud by UDP',
  ],
])('%s does not compile, and says why', { timeout: COLD_MS }, async (source, why) => {
  await expect(compileSketch(source)).rejects.toThrow(why)
})
