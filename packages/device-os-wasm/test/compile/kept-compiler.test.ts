import { expect, test } from 'vitest'
import { compile, keepCompilerReady } from '../../src/compile/index.ts'
import { run } from '../../src/run/index.ts'
import { createTestBoard } from '../board.ts'

/** The first compilation of all also compiles the Device OS API. */
const COLD_MS = 120_000

/** What was never compiled before, by any run of the tests. */
const unheardOf = Date.now()

function printing(number: number) {
  const source = `#include "Particle.h"\nvoid setup() { Serial.print("${number}"); }`
  return { name: 'printing', files: new Map([['app.cpp', Buffer.from(source)]]) }
}

test(
  'a compiler that is kept gives each its own result, also behind one that was given up',
  async () => {
    await using _compiler = keepCompilerReady({ warmUp: false })
    expect((await compile(printing(unheardOf))).cached).toBe(false)

    const giveUp = new AbortController()
    const reason = new Error('its source has changed')
    const givenUp = compile(printing(unheardOf + 1), {
      signal: giveUp.signal,
      // By then its source is compiled, and the compiler is at work.
      onProgress: step => step === 'linking' && giveUp.abort(reason),
    })
    await expect(givenUp).rejects.toBe(reason)

    const firmware = await compile(printing(unheardOf + 2))
    expect(firmware.cached).toBe(false)
    const { board, printed } = createTestBoard()
    const running = await run(firmware, board)
    await running.turn()
    await running.stop()
    expect(printed()).toBe(String(unheardOf + 2))
  },
  COLD_MS,
)
