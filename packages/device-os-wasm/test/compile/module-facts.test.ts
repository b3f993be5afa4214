import { describe, expect, test } from 'vitest'
import { compile, loadFirmware } from '../../src/compile/index.ts'

/** The first compilation of all also compiles the Device OS API. */
const COLD_MS = 120_000

async function compiled(source: string) {
  return compile({ name: 'facts', files: new Map([['app.cpp', Buffer.from(source)]]) })
}

const app = (globals: string, use = '') =>
  `#include "Particle.h"\n${globals}\nvoid setup() { ${use} }\nvoid loop() {}\n`

describe('a firmware says without being run', { timeout: COLD_MS }, () => {
  test('how much code, data and zeroed memory it has', async () => {
    const empty = await compiled(app(''))
    const keep = 'Serial.write(data[millis() % 4096]); Serial.write(zero[millis() % 8192]);'
    const full = await compiled(app('char data[4096] = {1}; char zero[8192];', keep))
    const grown = (key: keyof typeof full.size) => full.size[key] - empty.size[key]
    expect(empty.size.textBytes).toBeGreaterThan(1_000)
    expect(empty.size.textBytes).toBeLessThan(empty.wasm.length)
    expect(grown('textBytes')).toBeGreaterThan(0)
    expect(grown('dataBytes')).toBeGreaterThanOrEqual(4096)
    // What prints has constants of its own.
    expect(grown('dataBytes')).toBeLessThan(4096 + 128)
    expect(grown('bssBytes')).toBeGreaterThanOrEqual(8192)
    expect(grown('bssBytes')).toBeLessThan(8192 + 64)
  })

  test.each([
    ['PRODUCT_ID(4711)\nPRODUCT_VERSION(3)', { id: 4711, version: 3 }],
    ['enum { PRODUCT = 60000 };\nPRODUCT_ID(PRODUCT + 1)', { id: 60001, version: undefined }],
    ['PRODUCT_VERSION(0)', { id: undefined, version: 0 }],
    ['', undefined],
  ])('which product it is: %j', async (globals, product) => {
    const firmware = await compiled(app(globals))
    expect(firmware.product).toEqual(product)
    expect(await loadFirmware(firmware.wasm)).toMatchObject({ product, size: firmware.size })
  })

  test('but a product that no device can have does not compile', async () => {
    await expect(compiled(app('PRODUCT_ID(65536)'))).rejects.toThrow('65536')
  })
})
