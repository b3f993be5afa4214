import { generateKeyPairSync } from 'node:crypto'
import { encryptWifiPassword } from '@particle-setup/host/client'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as forge from '../../src/client/crypto/forge.ts'
import * as node from '../../src/client/crypto/node.ts'
import { caught, everythingIn } from '../support/caught.ts'
import { photonKey } from '../support/fake-photon.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe.each([
  ['node:crypto', node.encryptPkcs1],
  ['node-forge', forge.encryptPkcs1],
])('RSA by %s', (_name, encryptPkcs1) => {
  test('C14: any plaintext up to 117 bytes decrypts to itself', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 117 }), plaintext => {
        const ciphertext = encryptPkcs1(photonKey.spki, plaintext)
        expect(ciphertext).toHaveLength(128)
        expect(hex(photonKey.decrypt(hex(ciphertext)))).toBe(hex(plaintext))
      }),
      { numRuns: 50 },
    )
  })

  test('keys of other sizes work too', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const spki = publicKey.export({ type: 'spki', format: 'der' })
    expect(encryptPkcs1(spki, Buffer.from('secret'))).toHaveLength(256)
  })
})

describe('both', () => {
  test('C14: give ciphertexts that decrypt to the same, whatever the text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 117 }), plaintext => {
        const [first, second] = [node, forge].map(({ encryptPkcs1 }) =>
          photonKey.decrypt(hex(encryptPkcs1(photonKey.spki, plaintext))),
        )
        expect(first).toEqual(second)
        expect(first).toEqual(Buffer.from(plaintext))
      }),
      { numRuns: 25 },
    )
  })

  test('C14: encrypt a private key to the same bytes under the same AES key', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    fc.assert(
      fc.property(bytes(16), bytes(16), fc.uint8Array({ maxLength: 2_031 }), (key, iv, plaintext) => {
        const ciphertext = hex(node.encryptAes128Cbc(key, iv, plaintext))
        expect(hex(forge.encryptAes128Cbc(key, iv, plaintext))).toBe(ciphertext)
      }),
      { numRuns: 25 },
    )
  })

  test.each([node, forge])('C14: make other keys each time', ({ randomBytes }) => {
    expect(randomBytes(32)).toHaveLength(32)
    expect(hex(randomBytes(32))).not.toBe(hex(randomBytes(32)))
  })
})

describe('encryptWifiPassword', () => {
  test('takes the key as bytes or as the answer’s hex, padded or not', async () => {
    for (const publicKey of [photonKey.spki, photonKey.wire, hex(photonKey.spki)]) {
      const pwd = await encryptWifiPassword({ password: 'correct-horse', publicKey })
      expect(pwd).toMatch(/^[0-9a-f]{256}$/)
      expect(photonKey.decrypt(pwd).toString()).toBe('correct-horse')
    }
  })

  test.each([new Uint8Array(), Uint8Array.of(0x30, 0x03, 1, 2, 3), 'not hex', '3081'])(
    'refuses %j for a key, without showing the password',
    async publicKey => {
      const error = await caught(encryptWifiPassword({ password: 'correct-horse', publicKey }))
      expect(error).toMatchObject({ code: 'invalid-input', argument: 'publicKey' })
      expect(everythingIn(error)).not.toContain('correct-horse')
    },
  )

  test.each(['', 'x'.repeat(118)])('refuses a password of no or too many bytes', async password => {
    const error = await caught(encryptWifiPassword({ password, publicKey: photonKey.spki }))
    expect(error).toMatchObject({ code: 'invalid-input', argument: 'password' })
  })
})
