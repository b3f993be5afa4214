import '../keep-compiler.ts'
import { onTestFinished } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { type Board, type Firmware, run } from '../../src/run/index.ts'
import { createTestBoard, settle, type TestBoard } from '../board.ts'

/** The first compilation of all also compiles the Device OS API. */
export const COLD_MS = 60_000

export interface Sketch {
  readonly firmware: Firmware
  readonly test: TestBoard
  /** What it has printed since the last call, line by line. */
  lines(): string[]
  /** Settles when it runs no more: with what a turn failed with, if one did. */
  readonly ended: Promise<unknown>
}

export function compileSketch(source: string) {
  return compile(
    { name: 'sketch', files: new Map([['app.cpp', Buffer.from(`#include "Particle.h"\n${source}`)]]) },
    { warningsAsErrors: true },
  )
}

/** Turns a sketch as a device does, in the time of its test board. */
export async function runSketch(
  source: string,
  changes: Partial<Board> = {},
  options: Parameters<typeof createTestBoard>[0] = {},
): Promise<Sketch> {
  const test = createTestBoard(options)
  const firmware = await run(await compileSketch(source), { ...test.board, ...changes })
  onTestFinished(() => firmware.stop())
  const ended = turn(firmware)
  // setup() and the first loop() have begun, as far as they go without time.
  for (let turns = 0; turns < 5; turns++) await settle()
  let seen = 0
  return {
    firmware,
    test,
    lines() {
      const text = test.printed().slice(seen)
      seen += text.length
      return text.split('\r\n').filter(line => line !== '')
    },
    ended,
  }
}

async function turn(firmware: Firmware): Promise<unknown> {
  try {
    while (firmware.state === 'running') {
      await firmware.turn()
      await settle()
    }
  } catch (error) {
    return error
  }
  return firmware.failure
}
