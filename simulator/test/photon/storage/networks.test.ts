import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoredNetwork } from '../../../src/photon/index.ts'
import { withNetwork } from '../../../src/photon/storage/networks.ts'

const networks = fc.array(
  fc.record({
    ssid: fc.integer({ min: 1, max: 8 }).map(n => Uint8Array.of(n)),
    security: fc.constantFrom('open' as const, 'wpa2' as const, 'wpa2-enterprise' as const),
    password: fc.uint8Array({ maxLength: 4 }),
    channel: fc.integer({ min: 0, max: 14 }),
  }),
  { maxLength: 30 },
)

const name = (network: StoredNetwork): string => Buffer.from(network.ssid).toString('hex')
const storeAll = (all: readonly StoredNetwork[]): readonly StoredNetwork[] =>
  all.reduce<readonly StoredNetwork[]>(withNetwork, [])

function stored(ssid: number, security: StoredNetwork['security'] = 'open', channel = 1): StoredNetwork {
  return { ssid: Uint8Array.of(ssid), security, password: new Uint8Array(), channel }
}

describe('the networks a Photon keeps', () => {
  test('are at most five, each name once, one enterprise, and always the newest', () => {
    fc.assert(
      fc.property(networks, all => {
        const kept = storeAll(all)
        expect(kept.length).toBeLessThanOrEqual(5)
        expect(new Set(kept.map(name)).size).toBe(kept.length)
        expect(kept.filter(network => network.security === 'wpa2-enterprise').length).toBeLessThanOrEqual(1)
        const newest = all.at(-1)
        if (newest !== undefined) expect(kept).toContain(newest)
      }),
    )
  })

  test('keep their place when the same name is stored again', () => {
    fc.assert(
      fc.property(networks, fc.nat(4), (all, index) => {
        const kept = storeAll(all.map(network => ({ ...network, security: 'wpa2' as const })))
        const again = kept[index]
        if (again === undefined) return
        const changed = { ...again, channel: 99 }
        expect(withNetwork(kept, changed)).toEqual(kept.with(index, changed))
      }),
    )
  })

  test('make room at the front and drop the sixth', () => {
    const kept = storeAll([1, 2, 3, 4, 5, 6].map(n => stored(n)))
    expect(kept.map(name)).toEqual(['06', '05', '04', '03', '02'])
  })
})
