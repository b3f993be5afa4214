import { describe, expect, it } from 'vitest'
import { BenchPhoton } from './bench/photon.ts'

describe('setInterval', () => {
  it.each([
    ['20', 20],
    ['1000', 1000],
    ['86400000', 86_400_000],
    ['0020', 20],
    [' 500 ', 500],
    ['500\r\n', 500],
  ])('accepts %j', async (argument, ms) => {
    await using photon = await BenchPhoton.powerOn()
    expect(await photon.call('setInterval', argument)).toBe(ms)
    expect(await photon.read('intervalMs')).toBe(ms)
  })

  it.each([
    ['nothing', ''],
    ['blanks', '  '],
    ['text', 'fast'],
    ['zero', '0'],
    ['one less than the least', '19'],
    ['one more than the most', '86400001'],
    ['a negative number', '-1000'],
    ['a plus sign', '+1000'],
    ['a fraction', '1000.0'],
    ['an exponent', '1e3'],
    ['a hexadecimal number', '0x100'],
    ['a unit', '1000ms'],
    ['two numbers', '100 200'],
    ['2^32 + 1000', '4294968296'],
    ['2^64 + 1000', '18446744073709552616'],
    ['600 digits', '9'.repeat(600)],
  ])('refuses %s, and changes nothing', async (_, argument) => {
    await using photon = await BenchPhoton.powerOn()
    await photon.call('setInterval', '5000')
    expect(await photon.call('setInterval', argument)).toBe(-1)
    expect(await photon.read('intervalMs')).toBe(5000)
  })

  it('takes a sample at once, then one every interval', async () => {
    await using photon = await BenchPhoton.powerOn()
    await photon.pass(500)
    photon.forget()
    await photon.call('setInterval', '3000')
    await photon.pass(7000)
    expect(photon.sent().map(({ data }) => data)).toEqual(
      [500, 3500, 6500].map((ms, index) => ({ seq: index + 1, ms, interval: 3000, values: [2047] })),
    )
  })

  it('leaves the pace alone when the interval is the one it has', async () => {
    await using photon = await BenchPhoton.powerOn()
    await photon.pass(1500)
    await photon.call('setInterval', '1000')
    await photon.pass(1500)
    expect(photon.sent().map(({ atMs }) => atMs)).toEqual([10, 1000, 2000, 3000])
  })

  it('still sends the samples of an event that the change cut short', async () => {
    await using photon = await BenchPhoton.powerOn()
    await photon.call('setInterval', '100')
    await photon.pass(250)
    await photon.call('setInterval', '2000')
    await photon.pass(100)
    expect(photon.sent().map(({ data }) => [data.interval, data.values.length])).toEqual([
      [100, 3],
      [2000, 1],
    ])
  })

  it('never joins samples of different paces in one event', async () => {
    await using photon = await BenchPhoton.powerOn()
    await photon.call('setInterval', '100')
    await photon.pass(250)
    await photon.call('setInterval', '200')
    await photon.call('setInterval', '100')
    await photon.pass(100)
    expect(photon.sent().map(({ data }) => data)).toEqual([
      { seq: 0, ms: 0, interval: 100, values: [2047, 2047, 2047] },
    ])
    await photon.pass(900)
    expect(photon.sent().at(-1)?.data).toMatchObject({ seq: 3, ms: 250 })
  })

  it('can be set while the stream is off', async () => {
    await using photon = await BenchPhoton.powerOn()
    await photon.call('toggleStream', 'off')
    expect(await photon.call('setInterval', '2000')).toBe(2000)
    await photon.pass(5000)
    expect(photon.board.published).toEqual([])
    expect(await photon.read('streaming')).toBe(false)
  })
})
