import { describe, expect, test } from 'vitest'
import { startSoftAp } from '../../../src/photon/softap/index.ts'
import { createVirtualClock } from '../../../src/world/index.ts'
import { accessPoint, createFakeDevice, encrypt, encryptBlock } from './fake-device.ts'
import { listening } from './setup.ts'
import { overTcp } from './wire.ts'

const WEP = 1
const WPA_TKIP = 0x0020_0002
const WPA2_AES = 0x0040_0004
const OK = '{"r":0}'

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString()

describe('S21: the order of checks', () => {
  const wrong = '12'.repeat(128)
  const long = 'x'.repeat(33)
  const short = encrypt('short')
  const right = encrypt('correct-horse')

  test.for([
    ['a password that does not decrypt, before all else', { ssid: '', sec: WPA2_AES, pwd: wrong }, -16_640],
    ['a ciphertext not below the modulus', { ssid: 'LabNet', sec: WPA2_AES, pwd: 'ff'.repeat(128) }, -17_156],
    ['an empty name, before the scan', { ssid: '', sec: WPA2_AES, pwd: short }, -3],
    ['a name of 33 bytes, before the scan', { ssid: long, sec: WPA2_AES, pwd: short }, -3],
    ['no name', { sec: 0 }, -3],
    ['a network that is not in the air, before the key', { ssid: 'Nowhere', sec: WPA2_AES, pwd: short }, -2],
    [
      'a key of five bytes, before enterprise fields',
      { ssid: 'LabNet', sec: WPA2_AES, pwd: short, eap: 25 },
      -4,
    ],
    ['no key', { ssid: 'LabNet', sec: WPA2_AES }, -4],
    ['enterprise fields that are missing', { ssid: 'LabNet', sec: WPA2_AES, pwd: right, eap: 25 }, 1],
    ['nothing', { idx: 0, ssid: 'LabNet', sec: WPA2_AES, ch: 6, pwd: right }, 0],
  ] as const)('objects to %s', async ([, body, result]) => {
    const { device, transports } = await listening()
    for (const [, ask] of transports) expect(await ask('configure-ap', body)).toBe(`{"r":${result}}`)
    expect(device.stored).toHaveLength(result === 0 ? 2 : 0)
  })

  test('a password in plain text, and one in too few digits, do not decrypt', async () => {
    const { tcp } = await listening()
    for (const pwd of ['hello-world', encrypt('correct-horse').slice(0, 250), '00']) {
      expect(await tcp('configure-ap', { ssid: 'LabNet', sec: WPA2_AES, pwd })).toBe('{"r":-16640}')
    }
  })

  test('of several passwords the last decides', async () => {
    const { tcp, device } = await listening()
    const body = `{"ssid":"LabNet","sec":${WPA2_AES},"pwd":"abcd","pwd":"${right}"}`
    expect(await tcp('configure-ap', body)).toBe(OK)
    expect(text(device.stored[0]?.password)).toBe('correct-horse')
  })

  test('a hidden network is not found, as a scan hears no name', async () => {
    const { tcp } = await listening({ air: [accessPoint('')] })
    expect(await tcp('configure-ap', { ssid: 'Hidden', sec: WPA2_AES, pwd: right })).toBe('{"r":-2}')
  })

  test('a network that flash does not take is a number above 0, and the fault is told', async () => {
    const told: unknown[] = []
    const device = createFakeDevice({
      storeNetwork() {
        throw new Error('flash is full')
      },
    })
    await using softAp = await startSoftAp(device, { onFault: fault => told.push(fault) })
    expect(await overTcp(softAp.tcpPort)('configure-ap', { ssid: 'Guest', sec: 0 })).toBe('{"r":4}')
    expect(told).toHaveLength(1)
  })
})

describe('S21: the scan', () => {
  test('is made twice for WPA and WPA2, never for open and WEP', async () => {
    const { device, tcp } = await listening({ air: [accessPoint('LabNet')] })
    await tcp('configure-ap', { ssid: 'Open', sec: 0 })
    await tcp('configure-ap', { ssid: 'Old', sec: WEP, pwd: encrypt('0005' + '0102030405') })
    expect(device.scans).toBe(0)
    await tcp('configure-ap', { ssid: 'LabNet', sec: WPA2_AES, pwd: encrypt('correct-horse') })
    expect(device.scans).toBe(2)
    await tcp('configure-ap', { ssid: 'Nowhere', sec: WPA_TKIP, pwd: encrypt('correct-horse') })
    expect(device.scans).toBe(3)
  })

  test('takes its time twice', async () => {
    const clock = createVirtualClock()
    const { tcp } = await listening(
      {
        async scan(signal) {
          await clock.sleep(2_000, signal)
          return [accessPoint('LabNet')]
        },
      },
      { clock },
    )
    let answered: number | undefined
    const done = tcp('configure-ap', { ssid: 'LabNet', sec: WPA2_AES, pwd: encrypt('correct-horse') }).then(
      () => {
        answered = clock.nowMs()
      },
    )
    while (answered === undefined) await clock.advance(100)
    await done
    expect(answered).toBeGreaterThanOrEqual(4_000)
  })

  test('decides the security, whatever was sent', async () => {
    const { device, tcp } = await listening({ air: [accessPoint('LabNet', { sec: WPA_TKIP })] })
    expect(await tcp('configure-ap', { ssid: 'LabNet', sec: WPA2_AES, pwd: encrypt('correct-horse') })).toBe(
      OK,
    )
    expect(device.stored[0]?.security).toBe('wpa')
  })

  test('decides what length the key must have: none for a network found open', async () => {
    const { device, tcp } = await listening({ air: [accessPoint('LabNet', { sec: 0 })] })
    expect(await tcp('configure-ap', { ssid: 'LabNet', sec: WPA2_AES })).toBe(OK)
    expect(device.stored[0]).toMatchObject({ security: 'open', password: new Uint8Array() })
  })

  test('goes by the last access point of that name', async () => {
    const air = [
      accessPoint('Mesh', { sec: WPA2_AES }),
      accessPoint('Mesh', { sec: WPA_TKIP, bssid: '02:00:00:00:00:09' }),
    ]
    const { device, tcp } = await listening({ air })
    await tcp('configure-ap', { ssid: 'Mesh', sec: WPA2_AES, pwd: encrypt('correct-horse') })
    expect(device.stored[0]?.security).toBe('wpa')
  })

  test('decides where the security value says nothing that the device knows', async () => {
    const { device, tcp } = await listening()
    await tcp('configure-ap', { ssid: 'LabNet', sec: 0x1000_0000, pwd: encrypt('correct-horse') })
    expect(device.stored[0]?.security).toBe('wpa2')
  })

  test('is not asked where no security was sent: the network is open', async () => {
    const { device, tcp } = await listening()
    expect(await tcp('configure-ap', { ssid: 'LabNet' })).toBe(OK)
    expect(device.stored[0]?.security).toBe('open')
    expect(device.scans).toBe(0)
  })
})

describe('S22: the key', () => {
  test.for([
    [WPA2_AES, 7, -4],
    [WPA2_AES, 8, 0],
    [WPA2_AES, 64, 0],
    [WPA2_AES, 65, -4],
    [WEP, 4, -4],
    [WEP, 5, 0],
    [WEP, 58, 0],
    [WEP, 59, -4],
  ] as const)('for security %i of %i bytes is answered %i', async ([sec, bytes, result]) => {
    const { tcp } = await listening()
    const body = { ssid: 'LabNet', sec, pwd: encrypt('a'.repeat(bytes)) }
    expect(await tcp('configure-ap', body)).toBe(`{"r":${result}}`)
  })

  test('is cut at its first NUL', async () => {
    const { device, tcp } = await listening()
    const pwd = encrypt('password\0and more')
    expect(await tcp('configure-ap', { ssid: 'LabNet', sec: WPA2_AES, pwd })).toBe(OK)
    expect(text(device.stored[0]?.password)).toBe('password')
  })

  test('counts in bytes, and may be UTF-8', async () => {
    const { device, tcp } = await listening()
    expect(await tcp('configure-ap', { ssid: 'LabNet', sec: WPA2_AES, pwd: encrypt('pässwör') })).toBe(OK)
    expect(text(device.stored[0]?.password)).toBe('pässwör')
  })

  test.for([
    ['fewer than eight bytes of padding', [0, 2, ...Array(7).fill(5), 0, ...Array(118).fill(65)]],
    ['a first byte that is not 0', [1, 2, ...Array(8).fill(5), 0, ...Array(117).fill(65)]],
    ['padding for signatures', [0, 1, ...Array(8).fill(255), 0, ...Array(117).fill(65)]],
    ['no end to its padding', [0, 2, ...Array(126).fill(5)]],
  ] as const)('with %s does not decrypt', async ([, block]) => {
    const { tcp } = await listening()
    const pwd = encryptBlock(Uint8Array.from(block))
    expect(await tcp('configure-ap', { ssid: 'LabNet', sec: WPA2_AES, pwd })).toBe('{"r":-16640}')
  })

  test('comes in digits of either case, and those after 256 are ignored', async () => {
    const { device, tcp } = await listening()
    for (const pwd of [encrypt('correct-horse').toUpperCase(), `${encrypt('correct-horse')}cafe`]) {
      expect(await tcp('configure-ap', { ssid: 'LabNet', sec: WPA2_AES, pwd })).toBe(OK)
    }
    expect(device.stored.map(network => text(network.password))).toEqual(['correct-horse', 'correct-horse'])
  })

  test('of a WEP network in hex is stored decoded', async () => {
    const { device, tcp } = await listening()
    await tcp('configure-ap', { ssid: 'Old', sec: 0x8001, pwd: encrypt('00050102030405') })
    expect(device.stored[0]).toMatchObject({
      security: 'wep',
      password: Uint8Array.from([0, 5, 1, 2, 3, 4, 5]),
    })
  })

  test('of a WEP network in bytes, first its index, is stored as it is', async () => {
    const { device, tcp } = await listening()
    await tcp('configure-ap', { ssid: 'Old', sec: WEP, pwd: encrypt(Uint8Array.from([3, 5, 1, 2, 3, 4, 5])) })
    expect([...(device.stored[0]?.password ?? [])]).toEqual([3, 5, 1, 2, 3, 4, 5])
  })

  test.for([1, 32])('S22: a name of %i bytes is taken', async bytes => {
    const { device, tcp } = await listening()
    expect(await tcp('configure-ap', { ssid: 'x'.repeat(bytes), sec: 0 })).toBe(OK)
    expect(device.stored[0]?.ssid).toHaveLength(bytes)
  })
})

test('S23: the index is ignored, the channel is stored as sent, null as 0', async () => {
  const { device, tcp } = await listening()
  await tcp('configure-ap', { idx: 4, ssid: 'Guest', sec: 0, ch: 11 })
  await tcp('configure-ap', { idx: 0, ssid: 'Guest', sec: 0, ch: null })
  expect(device.stored.map(network => network.channel)).toEqual([11, 0])
})
