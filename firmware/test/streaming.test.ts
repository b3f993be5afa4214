import { describe, expect, it } from 'vitest'
import { BenchPhoton } from './bench/photon.ts'

describe('a Photon that was never configured', () => {
  it('publishes a private sensor event in its first turn and then one a second', async () => {
    await using photon = await BenchPhoton.powerOn()
    await photon.turn()
    await photon.pass(5000)
    expect(photon.sent().map(({ atMs }) => atMs)).toEqual([0, 1000, 2000, 3000, 4000, 5000])
    for (const { event } of photon.board.published) {
      expect(event).toMatchObject({ name: 'sensor', isPrivate: true, withAck: false })
    }
  })

  it('says which samples an event holds, when they were taken and how far apart', async () => {
    await using photon = await BenchPhoton.powerOn()
    photon.board.level = 1234
    await photon.pass(1000)
    photon.board.level = 4095
    await photon.pass(1000)
    expect(photon.board.published.map(({ event }) => event.data)).toEqual([
      '{"seq":0,"ms":0,"interval":1000,"values":[1234]}',
      '{"seq":1,"ms":1000,"interval":1000,"values":[1234]}',
      '{"seq":2,"ms":2000,"interval":1000,"values":[4095]}',
    ])
  })

  it('keeps the pace of its interval when the main loop comes late now and then', async () => {
    await using photon = await BenchPhoton.powerOn()
    await photon.pass(10_000, 370)
    expect(photon.sent().map(({ data }) => data.ms)).toEqual(
      Array.from({ length: 11 }, (_, second) => second * 1000),
    )
  })
})

describe('the firmware', () => {
  it('runs from power-on, with or without the cloud', async () => {
    await using photon = await BenchPhoton.powerOn()
    expect(photon.firmware.mode).toMatchObject({ system: 'automatic', threaded: true })
    expect(photon.firmware.ready).toBe(true)
  })

  it('registers two functions and four variables', async () => {
    await using photon = await BenchPhoton.powerOn()
    expect(photon.firmware.functions).toEqual(['toggleStream', 'setInterval'])
    expect(photon.firmware.variables).toEqual({
      streaming: 'bool',
      intervalMs: 'int32',
      published: 'int32',
      dropped: 'int32',
    })
  })

  it('never waits, whatever the cloud does', async () => {
    await using photon = await BenchPhoton.powerOn()
    for (const mood of [{}, { connected: false }, { connected: true, accepts: false }, { accepts: true }]) {
      Object.assign(photon.board, mood)
      await photon.call('setInterval', '20')
      await photon.pass(20_000)
      await photon.call('setInterval', '1000')
      await photon.call('toggleStream', '')
      await photon.call('toggleStream', '')
    }
    expect(photon.board.sleeps).toEqual([])
  })
})
