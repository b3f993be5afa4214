import type { CloudToDevice } from '@particle-setup/protocol/device'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FirmwareUpdate, type UpdateMessage } from '../../../src/cloud/sessions/update.ts'
import { createVirtualClock } from '../../../src/world/virtual-clock.ts'
import { FakeUpdates, type FakeUpdatesOptions } from '../support/fake-updates.ts'

const IMAGE = imageOf(20_000)

/** Bytes of which no two chunks are the same. */
function imageOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff)
}

/** An update of a device that takes it in that way, to its end. */
async function update(options: FakeUpdatesOptions, { image = IMAGE, chunkBytes = 512, stepMs = 1_000 } = {}) {
  const clock = createVirtualClock()
  const sent: CloudToDevice[] = []
  const device = new FakeUpdates(message => toCloud(message as UpdateMessage), options)
  const own = new FirmwareUpdate(
    clock,
    message => {
      sent.push(message)
      queueMicrotask(() => device.receive(message))
    },
    { image, chunkBytes, readyLimitMs: 10_000, turn: async () => {} },
  )
  const toCloud = (message: UpdateMessage): void => queueMicrotask(() => own.receive(message))
  const run = async () => {
    const begun = await own.begin()
    return begun === 'accepted' ? own.transfer() : begun
  }
  const outcome = await clock.advanceUntil(run(), { limitMs: 700_000, stepMs })
  const count = (type: CloudToDevice['type']): number => sent.filter(each => each.type === type).length
  return { outcome, device, sent, count, elapsedMs: clock.nowMs() }
}

describe('an update', () => {
  test('begins with the size of the file and of its chunks, and asks for the fast way', async () => {
    const { sent } = await update({})
    expect(sent[0]).toMatchObject({
      type: 'updateBegin',
      fileBytes: IMAGE.length,
      chunkBytes: 512,
      fast: true,
    })
  })

  test('streams every chunk once, its last one short, and is done', async () => {
    const { outcome, device, sent, count } = await update({})
    expect(outcome).toBe('success')
    expect(device.image).toEqual(Buffer.from(IMAGE))
    expect([count('chunk'), count('updateDone')]).toEqual([40, 1])
    const last = sent.filter(each => each.type === 'chunk').at(-1)
    expect(last?.data).toHaveLength(IMAGE.length % 512)
  })

  test('pauses between slices, so that nobody else has to wait for all of it', async () => {
    const { sent, elapsedMs } = await update({}, { image: new Uint8Array(512 * 64), stepMs: 1 })
    expect(sent.filter(each => each.type === 'chunk')).toHaveLength(64)
    expect(elapsedMs).toBe(30)
  })

  test('sends again what the device names as missing', async () => {
    const { outcome, device, count } = await update({ loses: nth => nth === 3 || nth === 39 })
    expect(outcome).toBe('success')
    expect(device.image).toEqual(Buffer.from(IMAGE))
    expect([count('chunk'), count('updateDone')]).toEqual([42, 2])
  })

  test('waits for each chunk where the device asks for the slow way, and sends a bad one again', async () => {
    const { outcome, device, sent, count } = await update({ fast: false, loses: nth => nth === 5 })
    expect(outcome).toBe('success')
    expect(device.image).toEqual(Buffer.from(IMAGE))
    expect(count('chunk')).toBe(41)
    const indices = sent.filter(each => each.type === 'chunk').map(({ index }) => index)
    expect(indices.slice(4, 8)).toEqual([4, 5, 5, 6])
  })

  test('asks again when the device says nothing to the end', async () => {
    const { outcome, count } = await update({ ignoresDone: nth => nth < 2 })
    expect([outcome, count('updateDone')]).toEqual(['success', 3])
  })

  test('gives up when the device has said nothing to the end five times, 10 s each', async () => {
    const { outcome, count, elapsedMs } = await update({ ignoresDone: () => true })
    expect([outcome, count('updateDone')]).toEqual(['failed', 5])
    expect(elapsedMs).toBeLessThanOrEqual(51_000)
  })

  test.each<[string, FakeUpdatesOptions, string]>([
    ['does not take it', { accepts: false }, 'refused'],
    ['finds the image bad', { result: 1 }, 'failed'],
    ['never gets one chunk', { loses: nth => nth % 7 === 0, namesAtMost: 0 }, 'failed'],
    ['gets no chunk whole, one at a time', { fast: false, loses: () => true }, 'failed'],
    ['loses everything', { loses: () => true }, 'failed'],
  ])('ends when the device %s', async (_name, options, expected) => {
    expect((await update(options)).outcome).toBe(expected)
  })

  test('ends at once when the session does', async () => {
    const clock = createVirtualClock()
    const sent: CloudToDevice[] = []
    const own = new FirmwareUpdate(clock, message => sent.push(message), {
      image: IMAGE,
      chunkBytes: 512,
      readyLimitMs: 10_000,
      turn: async () => {},
    })
    const begun = own.begin()
    own.receive({ type: 'updateReady', token: 1, accepted: true, fast: true })
    expect(await begun).toBe('accepted')
    const outcome = own.transfer()
    await expect.poll(() => sent.length).toBeGreaterThan(1)
    own.close()
    expect(await outcome).toBe('failed')
    expect(sent.filter(each => each.type === 'chunk')).toHaveLength(16)
    expect(clock.pending).toBe(0)
  })
})

test('whatever a device loses, refuses or leaves unanswered, an update ends, and never with other bytes', async () => {
  const pattern = fc.array(fc.boolean(), { minLength: 1, maxLength: 24 })
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        fast: fc.boolean(),
        loses: pattern,
        ignoresDone: pattern,
        result: fc.constantFrom(0, 0, 0, 1),
        namesAtMost: fc.integer({ min: 1, max: 60 }),
      }),
      fc.integer({ min: 1, max: 40_000 }).map(imageOf),
      fc.integer({ min: 64, max: 1_024 }),
      async ({ fast, loses, ignoresDone, result, namesAtMost }, image, chunkBytes) => {
        const { outcome, device, elapsedMs } = await update(
          {
            fast,
            result,
            namesAtMost,
            loses: nth => loses[nth % loses.length] === true,
            ignoresDone: nth => ignoresDone[nth % ignoresDone.length] === true,
          },
          { image, chunkBytes },
        )
        expect(elapsedMs).toBeLessThanOrEqual(620_000)
        if (device.image !== undefined) expect(device.image).toEqual(Buffer.from(image))
        expect(outcome === 'success').toBe(device.image !== undefined && result === 0)
      },
    ),
    { numRuns: 150 },
  )
})

test('whatever a device says, and in whatever order, an update ends', async () => {
  const message = fc.oneof(
    fc.record({
      type: fc.constant('updateReady' as const),
      token: fc.nat(255),
      accepted: fc.boolean(),
      fast: fc.boolean(),
    }),
    fc.record({ type: fc.constant('chunkReceived' as const), token: fc.nat(255), ok: fc.boolean() }),
    fc.record({ type: fc.constant('chunksMissed' as const), indices: fc.array(fc.integer()) }),
    fc.record({
      type: fc.constant('updateResult' as const),
      token: fc.nat(255),
      result: fc.option(fc.nat(3), { nil: undefined }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(message, { maxLength: 4 }), { maxLength: 60 }), async answers => {
      const clock = createVirtualClock()
      let nth = 0
      const own = new FirmwareUpdate(
        clock,
        sent => {
          for (const each of answers[nth++] ?? []) {
            // As often with the right token as with another.
            const token = 'token' in sent && nth % 2 === 0 ? { token: sent.token } : {}
            queueMicrotask(() => own.receive({ ...each, ...token } as UpdateMessage))
          }
        },
        { image: IMAGE, chunkBytes: 512, readyLimitMs: 10_000, turn: async () => {} },
      )
      own.receive({ type: 'updateReady', token: 1, accepted: true, fast: nth % 3 !== 0 })
      await own.begin()
      await clock.advanceUntil(own.transfer(), { limitMs: 700_000, stepMs: 1_000 })
    }),
  )
})
