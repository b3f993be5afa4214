import { describe, expect, test } from 'vitest'
import { createTestBoard } from '../board.ts'
import { COLD_MS, runSketch } from './sketch.ts'

/** The cloud tells the time that long after the program has begun. */
const TOLD_AFTER_MS = 700

async function runUntold(source: string) {
  const { time, board } = createTestBoard()
  const printed: string[] = []
  const sketch = await runSketch(source, {
    ...board,
    time: {
      uptimeMs: () => time.uptimeMs(),
      unixMs: () => (time.uptimeMs() < TOLD_AFTER_MS ? undefined : 1_700_000_000_000),
      sleep: (ms, signal) => time.sleep(ms, signal),
    },
    serial: { write: bytes => void printed.push(Buffer.from(bytes).toString()) },
  })
  await time.advance(TOLD_AFTER_MS * 2)
  await sketch.firmware.stop()
  return printed.join('').split('\r\n')[0]
}

describe('Time.isValid()', { timeout: COLD_MS }, () => {
  const TELL =
    'void loop() { Serial.printlnf("%d after %d", Time.isValid(), int(millis() >= 700)); delay(100000); }'

  test('in automatic mode waits for the time that the cloud is about to tell', async () => {
    expect(await runUntold(TELL)).toBe('1 after 1')
  })

  test('with a system thread says how it is', async () => {
    expect(await runUntold(`SYSTEM_THREAD(ENABLED);\n${TELL}`)).toBe('0 after 0')
  })

  test('in another mode does too', async () => {
    expect(await runUntold(`SYSTEM_MODE(SEMI_AUTOMATIC);\n${TELL}`)).toBe('0 after 0')
  })
})
