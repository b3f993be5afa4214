import { describe, expect, it } from 'vitest'
import { BenchPhoton } from './bench/photon.ts'

describe('toggleStream', () => {
  it.each(['off', 'OFF', 'Off', ' off', 'off\r\n', '\toff '])('stops with %j', async argument => {
    await using photon = await BenchPhoton.powerOn()
    expect(await photon.call('toggleStream', argument)).toBe(0)
    expect(await photon.read('streaming')).toBe(false)
    expect(await photon.call('toggleStream', argument)).toBe(0)
  })

  it.each(['on', 'ON', 'oN', ' on ', 'on\n'])('starts with %j', async argument => {
    await using photon = await BenchPhoton.powerOn()
    await photon.call('toggleStream', 'off')
    expect(await photon.call('toggleStream', argument)).toBe(1)
    expect(await photon.read('streaming')).toBe(true)
    expect(await photon.call('toggleStream', argument)).toBe(1)
  })

  it.each(['', ' ', '\r\n'])('flips with %j', async argument => {
    await using photon = await BenchPhoton.powerOn()
    expect(await photon.call('toggleStream', argument)).toBe(0)
    expect(await photon.call('toggleStream', argument)).toBe(1)
    expect(await photon.call('toggleStream', argument)).toBe(0)
  })

  it.each(['o', 'of', 'offf', 'onn', 'on off', 'o n', '1', '0', 'true', 'öff', 'x'.repeat(622)])(
    'does not understand %j, and changes nothing',
    async argument => {
      await using photon = await BenchPhoton.powerOn()
      expect(await photon.call('toggleStream', argument)).toBe(-1)
      expect(await photon.read('streaming')).toBe(true)
      await photon.call('toggleStream', 'off')
      expect(await photon.call('toggleStream', argument)).toBe(-1)
      expect(await photon.read('streaming')).toBe(false)
    },
  )
})

describe('a stream that was switched off', () => {
  it('is silent, also about samples that still waited', async () => {
    await using photon = await BenchPhoton.powerOn()
    photon.board.connected = false
    await photon.pass(5000)
    await photon.call('toggleStream', 'off')
    photon.board.connected = true
    await photon.pass(10_000)
    expect(photon.board.published).toEqual([])
    expect(await photon.read('dropped')).toBe(6)
  })

  it('goes on with the next sample number as soon as it is switched on', async () => {
    await using photon = await BenchPhoton.powerOn()
    await photon.pass(2000)
    await photon.call('toggleStream', 'off')
    await photon.pass(60_000)
    photon.forget()
    await photon.call('toggleStream', 'on')
    await photon.turn()
    expect(photon.sent().map(({ data }) => data)).toEqual([
      { seq: 3, ms: 62_000, interval: 1000, values: [2047] },
    ])
  })

  it('keeps its pace when it is told to go on while it runs', async () => {
    await using photon = await BenchPhoton.powerOn()
    await photon.pass(1500)
    await photon.call('toggleStream', 'on')
    await photon.pass(1500)
    expect(photon.sent().map(({ atMs }) => atMs)).toEqual([10, 1000, 2000, 3000])
  })
})
