import { expect, test } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { run } from '../../src/run/index.ts'
import { createTestBoard } from '../board.ts'

const SOURCE = `
void setup() { System.disableUpdates(); }
void loop() { if (!System.updatesEnabled()) { System.enableUpdates(); } }
`

test('the board hears whether the program lets itself be updated', { timeout: 120_000 }, async () => {
  const enabled: boolean[] = []
  const { board } = createTestBoard()
  const system = { ...board.system, setUpdates: (value: boolean) => enabled.push(value) }
  const files = new Map([['app.ino', Buffer.from(SOURCE)]])
  const firmware = await run(await compile({ name: 'updates', files }), { ...board, system })
  await firmware.turn()
  expect(enabled).toEqual([false])
  await firmware.turn()
  await firmware.turn()
  expect(enabled).toEqual([false, true])
  await firmware.stop()
})
