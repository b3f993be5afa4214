import { expect, test } from 'vitest'
import { listening } from './setup.ts'

const CODE = 'rqH0rQUgVQoI1Nz/kP7BqA7Xc4VmS9mjuYlUZoTxs8H7yVJdN+wGz1aJ0xuXpVf'

test('S24: a claim code of 63 characters is stored whole', async () => {
  const { device, transports } = await listening()
  for (const [, ask] of transports) expect(await ask('set', { k: 'cc', v: CODE })).toBe('{"r":0}')
  expect(device.claimCodes).toEqual([CODE, CODE])
})

test('S24: what is longer than 63 bytes is cut there', async () => {
  const { device, tcp } = await listening()
  expect(await tcp('set', { k: 'cc', v: `${CODE}=` })).toBe('{"r":0}')
  expect(device.claimCodes).toEqual([CODE])
})

test('S24: only the first two characters of the key count', async () => {
  const { device, tcp } = await listening()
  expect(await tcp('set', { k: 'ccfoo', v: 'x' })).toBe('{"r":0}')
  expect(device.claimCodes).toEqual(['x'])
})

test('S24: no code is too odd to be stored', async () => {
  const { device, tcp } = await listening()
  expect(await tcp('set', { k: 'cc', v: ' not a claim code! ' })).toBe('{"r":0}')
  expect(device.claimCodes).toEqual([' not a claim code! '])
})

test.for([
  { k: 'c', v: 'x' },
  { k: 'CC', v: 'x' },
  { k: '', v: 'x' },
  { k: 'cc', v: '' },
  { k: 'cc' },
  { v: 'x' },
])('S24: %j is answered -1', async body => {
  const { device, tcp } = await listening()
  expect(await tcp('set', body)).toBe('{"r":-1}')
  expect(device.claimCodes).toEqual([])
})
