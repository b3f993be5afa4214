import { generateKeyPairSync } from 'node:crypto'
import { PUBLIC_KEY_LAYOUT, publicKeyToWire, trimPublicKey } from '@particle-setup/protocol/softap'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const spki = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
}).publicKey

test('a Photon sends its key as 588 upper-case hex digits, zero-padded', () => {
  const wire = publicKeyToWire(spki)
  expect(wire).toMatch(/^30819F[0-9A-F]{582}$/)
  expect(wire.slice(PUBLIC_KEY_LAYOUT.spkiBytes * 2)).toMatch(/^0{264}$/)
})

test('the padding is cut off by the length that DER states', () => {
  const padded = Buffer.from(publicKeyToWire(spki), 'hex')
  expect(spki.equals(trimPublicKey(padded))).toBe(true)
})

test('a key without padding, as emulators send it, stays as it is', () => {
  expect(spki.equals(trimPublicKey(spki))).toBe(true)
})

test('a key that is cut short is refused with both lengths', () => {
  expect(() => trimPublicKey(spki.subarray(0, 100))).toThrow('100 bytes long, its DER header says 162')
})

test('any bytes either give a sequence that lies inside them or a RangeError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
      try {
        const key = trimPublicKey(bytes)
        expect(key[0]).toBe(0x30)
        expect(key.length).toBeLessThanOrEqual(bytes.length)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }),
  )
})
