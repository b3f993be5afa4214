import { crc32 } from 'node:zlib'
import type { DeviceToCloud } from '@particle-setup/protocol/device'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Update, type UpdateHost } from '../../../src/photon/update/update.ts'
import { createVirtualClock } from '../../../src/world/index.ts'
import { chunksOf, TOKEN } from '../support/update.ts'

/** More chunks than any file here has. */
const BEYOND = 4_096

/** What may happen to a chunk on its way: the index says which, modulo those that are sent. */
const mishap = fc.record({
  index: fc.nat(),
  kind: fc.constantFrom('lost', 'twice', 'garbled', 'late', 'misplaced'),
})

function rig() {
  const sent: DeviceToCloud[] = []
  const stored: Uint8Array[] = []
  const host: UpdateHost = {
    clock: createVirtualClock(),
    limits: { programBytes: 4_096, otaChunkBytes: 64, updateStallMs: 30_000 },
    enabled: () => true,
    begun() {},
    ended() {},
    tell() {},
    open: async parts => Buffer.concat(parts),
    store: program => stored.push(program),
    apply() {},
    giveUp() {},
  }
  return { update: new Update(host, message => sent.push(message)), sent, stored }
}

type Mishap = { index: number; kind: string }

/** The chunks as they arrive. */
function disturb<Chunk extends { index: number; data: Uint8Array }>(
  chunks: Chunk[],
  mishaps: Mishap[],
): Chunk[] {
  let arriving = chunks
  for (const { index, kind } of mishaps) {
    const at = arriving.length === 0 ? 0 : index % arriving.length
    const one = arriving[at]
    if (one === undefined) break
    const others = arriving.toSpliced(at, 1)
    if (kind === 'lost') arriving = others
    if (kind === 'twice') arriving = [...arriving, one]
    if (kind === 'late') arriving = [...others, one]
    if (kind === 'misplaced') arriving = arriving.with(at, { ...one, index: one.index + BEYOND })
    if (kind === 'garbled') arriving = arriving.with(at, { ...one, data: one.data.map(byte => byte ^ 1) })
  }
  return arriving
}

test('whatever becomes of chunks on their way, the file that is stored is the one that was sent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 4_096 }),
      fc.integer({ min: 1, max: 64 }),
      fc.boolean(),
      fc.array(fc.array(mishap, { maxLength: 30 }), { maxLength: 4 }),
      async (file, chunkBytes, fast, rounds) => {
        const { update, sent, stored } = rig()
        const chunks = chunksOf(file, chunkBytes)
        update.receive({ type: 'updateBegin', token: TOKEN, fileBytes: file.length, chunkBytes, fast })
        expect(sent.at(-1)).toMatchObject({ type: 'updateReady', accepted: true, fast })
        const missing = () => {
          const last = sent.at(-1)
          return last?.type === 'chunksMissed' ? last.indices : []
        }
        let due = chunks
        for (const mishaps of [...rounds, ...Array.from({ length: chunks.length }, () => [])]) {
          for (const chunk of disturb(due, mishaps)) update.receive(chunk)
          update.receive({ type: 'updateDone', token: TOKEN })
          await new Promise(resolve => setImmediate(resolve))
          if (stored.length > 0) break
          expect(missing().length).toBeGreaterThan(0)
          expect(missing().length).toBeLessThanOrEqual(40)
          due = chunks.filter(({ index }) => missing().includes(index))
        }
        expect(stored.map(one => Buffer.from(one).equals(file))).toEqual([true])
        expect(sent.at(-1)).toEqual({ type: 'updateResult', token: TOKEN, result: 0 })
        const answered = sent.filter(({ type }) => type === 'chunkReceived').length
        expect(fast ? answered : answered > 0).toBe(fast ? 0 : true)
        update.abandon()
      },
    ),
    { numRuns: 150 },
  )
})

test('whatever is announced and sent, no file but one of the announced length and checksums is stored', async () => {
  const message = fc.oneof(
    fc.record({
      type: fc.constant('updateBegin' as const),
      token: fc.constant(TOKEN),
      fileBytes: fc.oneof(fc.integer({ min: -1, max: 200 }), fc.double()),
      chunkBytes: fc.oneof(fc.integer({ min: -1, max: 100 }), fc.double()),
      fast: fc.boolean(),
    }),
    fc
      .record({
        index: fc.oneof(fc.integer({ min: -1, max: 8 }), fc.double()),
        data: fc.uint8Array({ maxLength: 80 }),
        damage: fc.boolean(),
      })
      .map(({ index, data, damage }) => ({
        type: 'chunk' as const,
        token: TOKEN,
        index,
        crc32: crc32(data) ^ Number(damage),
        data,
      })),
    fc.record({ type: fc.constant('updateDone' as const), token: fc.constant(TOKEN) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 60 }), async messages => {
      const { update, sent, stored } = rig()
      let announced: number | undefined
      for (const one of messages) {
        update.receive(one)
        await Promise.resolve()
        const last = sent.at(-1)
        if (one.type === 'updateBegin' && last?.type === 'updateReady' && last.accepted) {
          announced = one.fileBytes
        }
      }
      await new Promise(resolve => setImmediate(resolve))
      for (const file of stored) expect(file.length).toBe(announced)
      update.abandon()
    }),
    { numRuns: 300 },
  )
})
