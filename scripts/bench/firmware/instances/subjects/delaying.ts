import { setImmediate as turn } from 'node:timers/promises'
import { compile } from '@particle-setup/device-os-wasm/compile'
import { type Firmware, run } from '@particle-setup/device-os-wasm/run'
import { SharedTime } from './board-time.ts'
import type { Subject } from './subject.ts'

const DELAY_MS = 1_000

const PROGRAM = `#include "Particle.h"
SYSTEM_THREAD(ENABLED);
void setup() {}
void loop() { delay(${DELAY_MS}); }
`

/** All wait inside a call all the time, so that each needs an instance of its own; a turn is a second of sleep. */
export async function delaying(): Promise<Subject> {
  const program = await compile({
    name: 'delaying',
    files: new Map([['delaying.cpp', Buffer.from(PROGRAM)]]),
  })
  const time = new SharedTime()
  let started = 0
  let turns = 0
  const drive = async (firmware: Firmware): Promise<void> => {
    for (;;) {
      await firmware.turn()
      turns++
    }
  }
  return {
    async start(index) {
      const firmware = await run(program, { deviceId: index.toString(16).padStart(24, '0'), time })
      await firmware.turn()
      if (!firmware.ready) throw new Error('setup() has not returned after the first turn')
      started++
      drive(firmware).catch(error => {
        console.error(error)
        process.exit(1)
      })
    },
    async turnAll() {
      while (time.sleeping < started) await turn()
      const before = turns
      time.advance(DELAY_MS)
      while (turns - before < started || time.sleeping < started) await turn()
    },
  }
}
