import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openFlashFile } from '../../../src/photon/index.ts'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import { createRandom } from '../../../src/world/index.ts'
import { type Desk, desk } from '../support/desk.ts'
import { phone } from '../support/phone.ts'

/** A Photon whose flash is a file: each call is the same Photon, in a simulator started anew. */
async function photonOnDisk(): Promise<(use: (d: Desk) => Promise<void>) => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'photon-setup-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return async use => {
    const { flash, saved } = await openFlashFile({ directory, random: createRandom('kept') })
    await using d = desk({ startSoftAp, flash })
    await d.photon.powerOn()
    await use(d)
    await d.photon.close()
    await saved()
  }
}

const namesOf = (d: Desk): string[] => d.flash.networks.map(({ ssid }) => Buffer.from(ssid).toString())

const store = (d: Desk, ssid: string, idx = 0): Promise<unknown> =>
  phone(d).ask('configure-ap', { idx, ssid, sec: 0, ch: idx })

test('S20: the key is 588 upper-case hex digits, the same in every listening mode and after a restart', async () => {
  const restart = await photonOnDisk()
  const keys: unknown[] = []
  await restart(async d => {
    keys.push(await phone(d).ask('public-key'))
    await d.photon.reset()
    await expect.poll(() => d.photon.softap).toBeDefined()
    keys.push(await phone(d).ask('public-key'))
  })
  await restart(async d => {
    keys.push(await phone(d).ask('public-key'))
  })
  const [first] = keys as [{ b: string; r: number }]
  expect(first).toEqual({ b: expect.stringMatching(/^30819F[0-9A-F]{582}$/), r: 0 })
  expect(first.b.slice(2 * 162)).toBe('00'.repeat(132))
  expect(keys).toEqual([first, first, first])
})

test('S20: two Photons have different keys', async () => {
  await using one = desk({ startSoftAp })
  await using other = desk({ startSoftAp })
  await Promise.all([one.photon.powerOn(), other.photon.powerOn()])
  expect(await phone(one).ask('public-key')).not.toEqual(await phone(other).ask('public-key'))
})

test('S23: five networks are kept, the newest first; one of the same name stays where it was', async () => {
  await using d = desk({ startSoftAp })
  await d.photon.powerOn()
  for (const ssid of ['A', 'B', 'C', 'D', 'E']) expect(await store(d, ssid)).toEqual({ r: 0 })
  expect(namesOf(d)).toEqual(['E', 'D', 'C', 'B', 'A'])
  expect(await store(d, 'C', 11)).toEqual({ r: 0 })
  expect(namesOf(d)).toEqual(['E', 'D', 'C', 'B', 'A'])
  expect(d.flash.networks[2]?.channel).toBe(11)
  expect(await store(d, 'F')).toEqual({ r: 0 })
  expect(namesOf(d)).toEqual(['F', 'E', 'D', 'C', 'B'])
})

test('S23: the index that a client sends says nothing about the place', async () => {
  await using d = desk({ startSoftAp })
  await d.photon.powerOn()
  for (const [index, ssid] of ['A', 'B', 'C'].entries()) await store(d, ssid, index)
  expect(namesOf(d)).toEqual(['C', 'B', 'A'])
})

test('S23: the networks survive a restart', async () => {
  const restart = await photonOnDisk()
  await restart(async d => {
    expect(await phone(d).configure('HomeNet', 'correct-horse')).toEqual({ r: 0 })
    await store(d, 'CafeOpen')
  })
  await restart(async d => {
    expect(namesOf(d)).toEqual(['CafeOpen', 'HomeNet'])
    expect(Buffer.from(d.flash.networks[1]?.password ?? []).toString()).toBe('correct-horse')
    await d.clock.advance(10_000)
    expect(d.photon.snapshot()).toMatchObject({ state: 'online', wifi: { ssid: 'CafeOpen' } })
  })
})
