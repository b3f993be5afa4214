import {
  configureWifi,
  InvalidInput,
  SECURITY,
  setClaimCode,
  type WifiNetwork,
} from '@particle-setup/host/client'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeWepKey } from '../../src/client/wep.ts'
import { caught, everythingIn } from '../support/caught.ts'
import { photonKey, startFakePhoton } from '../support/fake-photon.ts'

const bytesOf = (latin1: string) => Buffer.from(latin1, 'latin1').toString('utf8')

describe('configureWifi', () => {
  test('C10: numbers as numbers; C14: the password as 256 lower-case hex digits under the Photon’s key', async () => {
    await using photon = await startFakePhoton()
    await configureWifi({
      ...photon.options,
      wifiObj: { ssid: 'LabNet', sec: SECURITY.wpa2_aes, ch: 6 },
      password: 'correct-horse',
    })
    expect(photon.seen.map(seen => seen.command)).toEqual(['public-key', 'configure-ap'])
    const { pwd, ...rest } = JSON.parse(photon.seen[1]?.body ?? '')
    expect(rest).toEqual({ idx: 0, ssid: 'LabNet', sec: 4194308, ch: 6 })
    expect(pwd).toMatch(/^[0-9a-f]{256}$/)
    expect(photonKey.decrypt(pwd).toString()).toBe('correct-horse')
  })

  test('C10: an open network gets no password, even when one is given', async () => {
    await using photon = await startFakePhoton()
    await configureWifi({
      ...photon.options,
      wifiObj: { ssid: 'Guest', sec: 0, ch: 11 },
      password: 'left over',
    })
    expect(photon.seen).toHaveLength(1)
    expect(JSON.parse(photon.seen[0]?.body ?? '')).toEqual({ idx: 0, ssid: 'Guest', sec: 0, ch: 11 })
  })

  test('C11: UTF-8 goes as it is, in name and password', async () => {
    await using photon = await startFakePhoton()
    await configureWifi({
      ...photon.options,
      wifiObj: { ssid: 'Ünïcødé ☕', sec: 'wpa2_aes' },
      password: 'pässwörd-🔑',
    })
    const body = bytesOf(photon.seen[1]?.body ?? '')
    expect(body).toContain('"ssid":"Ünïcødé ☕"')
    expect(photonKey.decrypt(JSON.parse(body).pwd).toString()).toBe('pässwörd-🔑')
  })

  test('C15: a name that is not UTF-8 goes as its bytes', async () => {
    await using photon = await startFakePhoton()
    const ssidBytes = Uint8Array.of(0x63, 0xe9, 0x64)
    await configureWifi({ ...photon.options, wifiObj: { ssid: 'c\ufffdd', ssidBytes, sec: 0 } })
    expect(photon.seen[0]?.body).toContain('"ssid":"c\u00e9d"')
  })

  test('C10: an unknown security is left to the Photon’s own scan', async () => {
    await using photon = await startFakePhoton()
    await configureWifi({ ...photon.options, wifiObj: { ssid: 'Lab', sec: -1 }, password: 'correct-horse' })
    expect(JSON.parse(photon.seen[1]?.body ?? '').sec).toBe(SECURITY.wpa2_aes)
  })

  test('C12: a name and a password of any legal length arrive whole', async () => {
    await using photon = await startFakePhoton()
    const printable = (minLength: number, maxLength: number) =>
      fc.string({ unit: fc.constantFrom(...'aZ09 /+-_.é☕'), minLength, maxLength })
    const fits = (min: number, max: number) => (text: string) => {
      const { length } = new TextEncoder().encode(text)
      return length >= min && length <= max
    }
    await fc.assert(
      fc.asyncProperty(
        printable(1, 32).filter(fits(1, 32)),
        printable(8, 64).filter(fits(8, 64)),
        async (ssid, password) => {
          const wifiObj = { ssid, sec: SECURITY.wpa2_aes }
          await configureWifi({ ...photon.options, wifiObj, password, publicKey: photonKey.spki })
          const sent = JSON.parse(bytesOf(photon.seen.at(-1)?.body ?? ''))
          expect(sent.ssid).toBe(ssid)
          expect(photonKey.decrypt(sent.pwd).toString()).toBe(password)
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('refused before anything is sent', () => {
  const wpa2 = SECURITY.wpa2_aes
  test.each([
    ['no network', undefined as unknown as WifiNetwork, undefined, 'wifiObj'],
    ['an empty name', { ssid: '', sec: 0 }, undefined, 'wifiObj.ssid'],
    ['a name of 33 bytes', { ssid: `${'é'.repeat(16)}x`, sec: 0 }, undefined, 'wifiObj.ssid'],
    ['a channel beyond 14', { ssid: 'Lab', sec: 0, ch: 36 }, undefined, 'wifiObj.ch'],
    ['an unknown security name', { ssid: 'Lab', sec: 'wpa9' as 'none' }, undefined, 'wifiObj.sec'],
    [
      'an enterprise network without eap',
      { ssid: 'Lab', sec: SECURITY.wpa2_enterprise_aes },
      'pa55-w0rd',
      'eap',
    ],
    ['no password', { ssid: 'Lab', sec: wpa2 }, undefined, 'password'],
    ['an empty password', { ssid: 'Lab', sec: wpa2 }, '', 'password'],
    ['7 bytes of password', { ssid: 'Lab', sec: wpa2 }, '1234567', 'password'],
    ['65 bytes of password', { ssid: 'Lab', sec: wpa2 }, `${'é'.repeat(32)}x`, 'password'],
    ['a NUL in the password', { ssid: 'Lab', sec: wpa2 }, 'abcd\u0000efgh', 'password'],
    ['a WEP key of 6 characters', { ssid: 'Lab', sec: SECURITY.wep_psk }, 'sixsix', 'password'],
  ])('C12: %s', async (_name, wifiObj, password, argument) => {
    await using photon = await startFakePhoton()
    const error = await caught(configureWifi({ ...photon.options, wifiObj, password }))
    expect(error).toBeInstanceOf(InvalidInput)
    expect(error).toMatchObject({ argument })
    if (password) expect(everythingIn(error)).not.toContain(password)
    expect(photon.seen).toHaveLength(0)
  })
})

describe('a name that a Photon cannot store', () => {
  test.each([
    ['a quote in the name', { ssid: 'a"b', sec: 0 }],
    ['a backslash in the name', { ssid: 'a\\b', sec: 0 }],
    ['a control character in the name', { ssid: 'a\nb', sec: 0 }],
    ['half a surrogate in the name', { ssid: '\ud83d', sec: 0 }],
  ])('C11: %s is refused, with what to do', async (_name, wifiObj) => {
    await using photon = await startFakePhoton()
    const error = await caught(configureWifi({ ...photon.options, wifiObj }))
    expect(error).toBeInstanceOf(InvalidInput)
    expect(error).toMatchObject({ argument: 'wifiObj.ssid', message: expect.stringMatching(/rename|UTF-8/) })
    expect(photon.seen).toHaveLength(0)
  })
})

describe('WEP keys', () => {
  test.each([
    ['abcde', '00056162636465'],
    ['thirteenchars', '000d746869727465656e6368617273'],
    ['0123456789', '00050123456789'],
    ['0123456789abcdef0123456789', '000d0123456789abcdef0123456789'],
    ['02050123456789', '02050123456789'],
  ])('C12: %s is sent as %s', (key, wire) => {
    expect(encodeWepKey(key)).toBe(wire)
  })

  test('C12: reach the Photon encrypted', async () => {
    await using photon = await startFakePhoton()
    await configureWifi({ ...photon.options, wifiObj: { ssid: 'Old', sec: 'wep_psk' }, password: 'abcde' })
    const { pwd, sec } = JSON.parse(photon.seen[1]?.body ?? '')
    expect(sec).toBe(1)
    expect(photonKey.decrypt(pwd).toString()).toBe('00056162636465')
  })
})

describe('setClaimCode', () => {
  test('C12: warns of an unusual code and sends it', async () => {
    await using photon = await startFakePhoton()
    const warnings: string[] = []
    const onWarning = (message: string) => warnings.push(message)
    await setClaimCode({ ...photon.options, claimCode: 'short-code', onWarning })
    await setClaimCode({ ...photon.options, claimCode: 'aB3/+'.padEnd(63, 'x'), onWarning })
    expect(photon.seen).toHaveLength(2)
    expect(warnings).toEqual([expect.stringContaining('10 characters')])
    expect(warnings[0]).not.toContain('short-code')
  })

  test.each(['', 'a"b', 'a\\b', 'a\u0007b'])(
    'C12: refuses %j, which a Photon cannot store',
    async claimCode => {
      await using photon = await startFakePhoton()
      const error = await caught(setClaimCode({ ...photon.options, claimCode }))
      expect(error).toMatchObject({ code: 'invalid-input', argument: 'claimCode' })
      expect(photon.seen).toHaveLength(0)
    },
  )
})
