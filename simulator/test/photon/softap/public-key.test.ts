import { createPublicKey } from 'node:crypto'
import { publicKeyAnswerSchema, trimPublicKey } from '@particle-setup/protocol/softap'
import { expect, test } from 'vitest'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import { createFakeDevice, SPKI } from './fake-device.ts'
import { listening } from './setup.ts'
import { overTcp } from './wire.ts'

test('S20: the key is 588 upper-case hex digits: 162 bytes of DER, then 132 zeros', async () => {
  const { transports } = await listening()
  for (const [, ask] of transports) {
    const answer = publicKeyAnswerSchema.parse(JSON.parse(await ask('public-key')))
    expect(answer.r).toBe(0)
    expect(answer.b).toMatch(/^[0-9A-F]{588}$/)
    const padded = Buffer.from(answer.b ?? '', 'hex')
    expect(padded.subarray(162)).toEqual(Buffer.alloc(132))
    const key = createPublicKey({ key: Buffer.from(trimPublicKey(padded)), format: 'der', type: 'spki' })
    expect(key.export({ type: 'spki', format: 'der' })).toEqual(SPKI)
  }
})

test('S20: a key that cannot be read is {"r":1}, and the fault is told', async () => {
  const fault = new Error('flash cannot be read')
  const told: unknown[] = []
  const device = createFakeDevice({ publicKey: () => Promise.reject(fault) })
  await using softAp = await startSoftAp(device, { onFault: error => told.push(error) })
  expect(await overTcp(softAp.tcpPort)('public-key')).toBe('{"r":1}')
  expect(told).toEqual([fault])
})
