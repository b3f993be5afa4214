import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { compile } from '@particle-setup/device-os-wasm/compile'
import { type Board, EEPROM_BYTES, type Firmware, run } from '@particle-setup/device-os-wasm/run'
import { ROOT } from '../../../../lib/workspace.ts'
import { SharedTime } from './board-time.ts'
import type { Subject } from './subject.ts'

/** The interval at which it samples, and publishes, unless told otherwise. */
const INTERVAL_MS = 1_000

/** This repository's own firmware, on boards of as little as it asks for. */
export async function streaming(): Promise<Subject> {
  const program = await compile(join(ROOT, 'firmware'))
  const time = new SharedTime()
  const firmwares: Firmware[] = []
  const events = new EventEmitter<{ event: [data: string | null] }>()
  let heard = 0
  events.on('event', () => heard++)
  const board = (index: number): Board => ({
    deviceId: index.toString(16).padStart(24, '0'),
    time,
    eeprom: new Uint8Array(EEPROM_BYTES).fill(0xff),
    pins: { analogRead: () => 2_048 },
    cloud: { connected: () => true, publish: ({ data }) => events.emit('event', data) },
  })
  const turnAll = async (): Promise<void> => {
    for (const firmware of firmwares) await firmware.turn()
  }
  return {
    async start(index) {
      const firmware = await run(program, board(index))
      await firmware.turn()
      if (!firmware.ready) throw new Error('setup() has not returned after the first turn')
      firmwares.push(firmware)
    },
    turnAll,
    async publishAll() {
      const before = heard
      time.advance(INTERVAL_MS)
      await turnAll()
      return heard - before
    },
  }
}
