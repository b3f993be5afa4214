import fc from 'fast-check'
import { expect, test } from 'vitest'
import { run } from '../../src/run/index.ts'
import { createTestBoard } from '../board.ts'
import { compileFixture } from '../fixtures.ts'

/** Short enough that it fits a variable even when every byte of it is escaped. */
const TEXT = fc.string({ unit: 'binary', maxLength: 25 }).filter(text => !text.includes('\0'))

test('any text passes through a function, a JSON writer, a JSON parser and a variable', async () => {
  const firmware = await run(await compileFixture('api'), createTestBoard().board)
  await firmware.turn()
  await fc.assert(
    fc.asyncProperty(TEXT, async text => {
      const length = firmware.callFunction('echo', text)
      const values = ['echoed', 'written', 'parsed'].map(name => firmware.readVariable(name))
      await firmware.process()
      expect(await length).toBe(Buffer.byteLength(text))
      const [echoed, written, parsed] = await Promise.all(values)
      expect(echoed).toBe(text)
      expect(JSON.parse(String(written))).toEqual([text])
      expect(parsed).toBe(text)
    }),
  )
  await firmware.stop()
})
