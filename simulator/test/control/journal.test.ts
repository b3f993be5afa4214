import { compile } from '@particle-setup/device-os-wasm/compile'
import { createSimulator } from '@particle-setup/simulator'
import supertest from 'supertest'
import { expect, test } from 'vitest'

const CRASHES = `
SYSTEM_MODE(MANUAL)
int* volatile latest;
int half(int* value) {
    return *value / 2;
}
void loop() {
    half(latest);
}
`

test('a crash stands in the journal with its panic code, and where it happened', {
  timeout: 180_000,
}, async () => {
  const firmware = await compile({ name: 'crashes', files: new Map([['app.ino', Buffer.from(CRASHES)]]) })
  await using simulator = await createSimulator({ firmware, clock: 'virtual' })
  const [photon] = simulator.photons
  await simulator.clock.advance(5_000)
  const { body } = await supertest(`${simulator.cloud.url}/simulator`).get('/journal?kind=panic').expect(200)
  expect(body).toEqual([
    {
      atMs: expect.any(Number),
      kind: 'panic',
      photon: photon?.id,
      message:
        'The firmware crashed in half (app.ino:5), called by loop (app.ino:8): it used a null pointer.' +
        ' Correct its source, compile it and run it again.',
      panicCode: 1,
      frames: [
        { function: 'half', file: 'app.ino', line: 5 },
        { function: 'loop', file: 'app.ino', line: 8 },
      ],
    },
  ])
  expect(photon?.led).toEqual({ color: 'red', pattern: 'sos', flashes: 1 })
})
