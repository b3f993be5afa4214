import { constants, createPublicKey, publicEncrypt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createFlash, PrimePool } from '../../../src/photon/index.ts'
import { createRandom, createVirtualClock } from '../../../src/world/index.ts'

const clock = createVirtualClock()

describe('flash memory', () => {
  test('gives a Photon the id and setup code of its seed', () => {
    const identity = (seed: string) => createFlash({ random: createRandom(seed) }).identity
    expect(identity('a')).toEqual(identity('a'))
    expect(identity('a')).not.toEqual(identity('b'))
    const all = Array.from({ length: 2_000 }, (_, i) => identity(`seed ${i}`))
    expect(new Set(all.map(({ deviceId }) => deviceId)).size).toBe(2_000)
    for (const { deviceId, setupCode } of all) {
      expect(deviceId).toMatch(/^([0-9a-f]{2}00){2}[0-9a-f]{2}47(3[0-9]){6}$/)
      expect(setupCode).toMatch(/^[2-9A-HJ-NP-Z]{6}$/)
    }
  })

  test('makes one key pair, when it is first asked for', async () => {
    const flash = createFlash({ random: createRandom('keys') })
    const [first, second] = await Promise.all([flash.keyPair(clock), flash.keyPair(clock)])
    expect(second).toBe(first)
    expect(first.publicKeyDer).toHaveLength(162)
  })

  test('undoes what was encrypted for the device, padding left in place', async () => {
    const keyPair = await createFlash({ random: createRandom('rsa') }).keyPair(clock)
    const key = createPublicKey({ key: Buffer.from(keyPair.publicKeyDer), format: 'der', type: 'spki' })
    const ciphertext = publicEncrypt(
      { key, padding: constants.RSA_PKCS1_PADDING },
      Buffer.from('correct-horse'),
    )
    const plain = keyPair.decryptRaw(ciphertext)
    expect(plain).toHaveLength(128)
    expect([...plain.subarray(0, 2)]).toEqual([0, 2])
    expect(Buffer.from(plain.subarray(-14)).toString('latin1')).toBe('\0correct-horse')
  })

  test('refuses a number that is not smaller than the modulus', async () => {
    const keyPair = await createFlash({ random: createRandom('rsa') }).keyPair(clock)
    expect(() => keyPair.decryptRaw(new Uint8Array(128).fill(0xff))).toThrow(RangeError)
  })

  test('starts erased, and says that it was claimed for ever', () => {
    const flash = createFlash({ random: createRandom('claim') })
    expect(flash.eeprom).toHaveLength(2_048)
    expect(flash.eeprom.every(byte => byte === 0xff)).toBe(true)
    flash.setClaimCode(Buffer.from('x'.repeat(70)))
    expect(flash.claimCode).toHaveLength(63)
    flash.markClaimed()
    expect(flash).toMatchObject({ claimed: true, claimCode: undefined })
    flash.setClaimCode(Buffer.from('again'))
    expect(flash.claimed).toBe(true)
  })
})

describe('the primes of a fleet', () => {
  test('make keys that all differ, those of small fleets of primes of their own', async () => {
    const pool = new PrimePool()
    const pairs = await Promise.all(Array.from({ length: 300 }, () => pool.take()))
    expect(new Set(pairs.map(([p, q]) => p * q)).size).toBe(300)
    expect(new Set(pairs.slice(0, 64).flat()).size).toBe(128)
    expect(new Set(pairs.flat()).size).toBe(128)
  })

  test('make keys that work', async () => {
    const pool = new PrimePool()
    const flashes = Array.from({ length: 80 }, (_, index) =>
      createFlash({ random: createRandom(`photon ${index}`), primes: pool }),
    )
    const keys = await Promise.all(flashes.map(flash => flash.keyPair(clock)))
    for (const keyPair of keys.slice(-5)) {
      const key = createPublicKey({ key: Buffer.from(keyPair.publicKeyDer), format: 'der', type: 'spki' })
      const plain = Buffer.concat([Buffer.alloc(127), Buffer.from([42])])
      expect(keyPair.decryptRaw(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, plain))).toEqual(
        plain,
      )
    }
  })
})
