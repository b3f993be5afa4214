import { compile } from '@particle-setup/device-os-wasm/compile'
import { run } from '@particle-setup/device-os-wasm/run'
import { beforeAll, expect, test } from 'vitest'
import type { RunFirmware } from '../../src/photon/index.ts'
import { desk } from './support/desk.ts'

const COUNTS_STARTS = `
#include "Particle.h"
SYSTEM_MODE(MANUAL)
retained int starts = 0;
void setup() { Serial.println(++starts); }
void loop() {
  if (Serial.read() == 'r') System.reset();
}`

let counter: RunFirmware

beforeAll(async () => {
  const files = new Map([['app.cpp', Buffer.from(COUNTS_STARTS)]])
  const { module } = await compile({ name: 'counter', files })
  counter = board => run(module, board)
}, 180_000)

test('retained variables outlast RESET and System.reset(), and end with the power', async () => {
  await using d = desk({ firmware: counter })
  const { photon, clock } = d
  await photon.powerOn()
  await clock.advance(100)
  await photon.reset()
  await clock.advance(100)
  photon.serial.write('r')
  await clock.advance(2_000)
  await photon.powerOff()
  await photon.powerOn()
  await clock.advance(100)
  expect(photon.serial.lines).toEqual(['1', '2', '3', '1'])
})
