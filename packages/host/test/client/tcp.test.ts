import {
  COMMAND_TIMEOUTS_MS,
  ConnectionLost,
  configureWifi,
  connectToWifi,
  getAvailableAPs,
  getDeviceId,
  getPublicKey,
  getVersion,
  MalformedAnswer,
  MalformedRequest,
  NetworkNotFound,
  type PhotonOptions,
  PhotonUnreachable,
  photonFromEnvironment,
  SECURITY,
  setClaimCode,
  TimedOut,
} from '@particle-setup/host/client'
import { describe, expect, test } from 'vitest'
import { transportOf } from '../../src/client/options.ts'
import { caught } from '../support/caught.ts'
import { closedPort } from '../support/fake-cloud.ts'
import {
  closing,
  dribbling,
  emptyReply,
  healthy,
  moodsInTurn,
  mute,
  neverClosing,
  photonKey,
  resetting,
  startFakePhoton,
} from '../support/fake-photon.ts'

describe('on the wire', () => {
  test('C4: line feeds alone, a length of 0 without a body', async () => {
    await using photon = await startFakePhoton()
    await getDeviceId(photon.options)
    expect(photon.seen[0]?.raw).toBe('device-id\n0\n\n')
  })

  test('C4: the length counts bytes', async () => {
    await using photon = await startFakePhoton()
    await setClaimCode({ ...photon.options, claimCode: 'schlüssel' })
    expect(photon.seen[0]?.raw).toMatch(/^set\n27\n\n\{"k":"cc","v":"schlÃ¼ssel"\}$/)
  })

  test('C9: connect-ap carries the index by convention', async () => {
    await using photon = await startFakePhoton()
    expect(await connectToWifi(photon.options)).toEqual({ confirmed: true })
    expect(photon.seen[0]?.raw).toBe('connect-ap\n9\n\n{"idx":0}')
  })
})

describe('what comes back', () => {
  test('C16: the id in lower case; "1", true and 1 are claimed', async () => {
    await using photon = await startFakePhoton()
    const deviceId = '3f003b000f47343432313031'
    expect(await getDeviceId(photon.options)).toEqual({ deviceId, claimed: false })
    for (const c of ['"1"', 'true', '1']) {
      photon.become(healthy({ 'device-id': `{"id":"${deviceId.toUpperCase()}","c":${c}}` }))
      expect(await getDeviceId(photon.options)).toEqual({ deviceId, claimed: true })
    }
    for (const c of ['false', '0']) {
      photon.become(healthy({ 'device-id': `{"id":"${deviceId}","c":${c}}` }))
      expect(await getDeviceId(photon.options)).toEqual({ deviceId, claimed: false })
    }
  })

  test('C4, C5: a connection that stays open after the answer is not waited for', async () => {
    await using photon = await startFakePhoton(neverClosing)
    expect(await getVersion(photon.options)).toEqual({ version: 2 })
    expect(await getPublicKey(photon.options)).toEqual(photonKey.spki)
  })

  test('C5: an answer in single bytes', async () => {
    await using photon = await startFakePhoton(dribbling)
    expect(await getAvailableAPs(photon.options)).toHaveLength(2)
  })

  test('C13: the key with trailing zeros or none', async () => {
    await using photon = await startFakePhoton()
    expect(await getPublicKey(photon.options)).toEqual(photonKey.spki)
    const unpadded = Buffer.from(photonKey.spki).toString('hex')
    photon.become(healthy({ 'public-key': `{"b":"${unpadded}","r":0}` }))
    expect(await getPublicKey(photon.options)).toEqual(photonKey.spki)
  })

  test('C13: a Photon that cannot read its key refuses', async () => {
    await using photon = await startFakePhoton(healthy({ 'public-key': '{"r":1}' }))
    expect(await caught(getPublicKey(photon.options))).toMatchObject({ code: 'refused', r: 1 })
  })

  test.each(['{"r":0}', '{"b":"0000","r":0}', '{"b":"30819F","r":0}', '{"b":"xyz","r":0}'])(
    'C13: %s is no key',
    async answer => {
      await using photon = await startFakePhoton(healthy({ 'public-key': answer }))
      expect(await caught(getPublicKey(photon.options))).toBeInstanceOf(MalformedAnswer)
    },
  )
})

describe('limits', () => {
  test('C8: leave a Photon the time that its commands take', () => {
    expect(COMMAND_TIMEOUTS_MS['device-id']).toBeGreaterThanOrEqual(5_000)
    expect(COMMAND_TIMEOUTS_MS['scan-ap']).toBeGreaterThanOrEqual(10_000)
    expect(COMMAND_TIMEOUTS_MS['configure-ap']).toBeGreaterThanOrEqual(60_000)
  })

  test.each([
    ['getVersion', getVersion],
    ['getDeviceId', getDeviceId],
    ['getPublicKey', getPublicKey],
    ['getAvailableAPs', getAvailableAPs],
    ['setClaimCode', (options: PhotonOptions) => setClaimCode({ ...options, claimCode: 'abc' })],
    [
      'configureWifi',
      (options: PhotonOptions) => configureWifi({ ...options, wifiObj: { ssid: 'Lab', sec: 0 } }),
    ],
  ])('C8: %s takes another limit', async (_name, verb) => {
    await using photon = await startFakePhoton(mute)
    const error = await caught(verb({ ...photon.options, timeoutMs: 20 }))
    expect(error).toMatchObject({ code: 'timed-out', timeoutMs: 20 })
  })
})

describe('what goes wrong has a name', () => {
  test('C17: a network that the Photon does not hear may be hidden, far away or on 5 GHz', async () => {
    await using photon = await startFakePhoton(healthy({ 'configure-ap': '{"r":-2}' }))
    const wifiObj = { ssid: 'Lab', sec: SECURITY.wpa2_aes }
    const error = await caught(configureWifi({ ...photon.options, wifiObj, password: 'correct-horse' }))
    expect(error).toBeInstanceOf(NetworkNotFound)
    expect(error).toMatchObject({ r: -2, advice: expect.stringMatching(/closer.*hidden.*5 GHz/) })
  })

  test('C6: an empty reply is a request the Photon could not read', async () => {
    await using photon = await startFakePhoton(emptyReply)
    const error = await caught(setClaimCode({ ...photon.options, claimCode: 'abc' }))
    expect(error).toBeInstanceOf(MalformedRequest)
    expect(error).toMatchObject({ code: 'malformed-request', command: 'set' })
  })

  test.each([
    [-1, 'setting-refused', 'SettingRefused'],
    [-2, 'network-not-found', 'NetworkNotFound'],
    [-3, 'bad-ssid-length', 'BadSsidLength'],
    [-4, 'bad-password-length', 'BadPasswordLength'],
    [-16640, 'key-mismatch', 'KeyMismatch'],
    [-17156, 'key-mismatch', 'KeyMismatch'],
    [-1040, 'key-mismatch', 'KeyMismatch'],
    [1, 'refused', 'Refused'],
    [-1103, 'refused', 'Refused'],
    [1004, 'refused', 'Refused'],
  ])('C6: r %i is %s', async (r, code, name) => {
    await using photon = await startFakePhoton(healthy({ set: `{"r":${r}}` }))
    const error = await caught(setClaimCode({ ...photon.options, claimCode: 'abc' }))
    expect(error).toMatchObject({
      name,
      code,
      r,
      command: 'set',
      meaning: expect.any(String),
      advice: expect.any(String),
    })
    expect(String(error)).toContain(`(r ${r})`)
  })

  test('C6: an answer that is not a Photon’s shows its beginning', async () => {
    await using photon = await startFakePhoton(healthy({ 'device-id': 'SSH-2.0-OpenSSH_9.2' }))
    const error = await caught(getDeviceId(photon.options))
    expect(error).toBeInstanceOf(MalformedAnswer)
    expect(error).toMatchObject({ excerpt: 'SSH-2.0-OpenSSH_9.2' })
  })

  test('C6: an answer without end is cut off', async () => {
    await using photon = await startFakePhoton((_seen, socket) => socket.write('x'.repeat(70_000)))
    expect(await caught(getDeviceId(photon.options))).toBeInstanceOf(MalformedAnswer)
  })

  test('C6: no listener is PhotonUnreachable, with the address', async () => {
    const port = await closedPort()
    const error = await caught(getDeviceId({ host: '127.0.0.1', port }))
    expect(error).toBeInstanceOf(PhotonUnreachable)
    expect(error).toMatchObject({ code: 'photon-unreachable', address: `127.0.0.1:${port}` })
  })

  test('C8: silence is TimedOut, which says what to try', async () => {
    await using photon = await startFakePhoton(mute)
    const error = await caught(getDeviceId({ ...photon.options, timeoutMs: 30 }))
    expect(error).toBeInstanceOf(TimedOut)
    expect(error).toMatchObject({
      timeoutMs: 30,
      operation: expect.stringContaining('device-id'),
      meaning: expect.stringContaining('30 ms'),
      advice: expect.stringContaining('blinks blue'),
    })
  })

  test('an abort rejects with the reason of its signal', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    await using photon = await startFakePhoton(() => controller.abort(reason))
    expect(await caught(getDeviceId({ ...photon.options, signal: controller.signal }))).toBe(reason)
  })
})

describe('repetition', () => {
  test('C19: an answer, its end, and a late abort and limit settle a call once', async () => {
    await using photon = await startFakePhoton(neverClosing)
    const controller = new AbortController()
    const settled: string[] = []
    const call = getVersion({ ...photon.options, signal: controller.signal, timeoutMs: 5_000 })
    const watched = call.then(
      () => settled.push('resolved'),
      () => settled.push('rejected'),
    )
    await watched
    controller.abort('too late')
    await new Promise(setImmediate)
    expect(settled).toEqual(['resolved'])
    expect(await call).toEqual({ version: 2 })
  })

  test('C19: a reading command whose connection broke is sent once more', async () => {
    await using photon = await startFakePhoton(moodsInTurn(resetting, healthy()))
    await getDeviceId(photon.options)
    expect(photon.seen).toHaveLength(2)
  })

  test('C19: and not a third time', async () => {
    await using photon = await startFakePhoton(closing)
    const error = await caught(getDeviceId(photon.options))
    expect(error).toBeInstanceOf(ConnectionLost)
    expect(error).toMatchObject({ receivedBytes: 0 })
    expect(photon.seen).toHaveLength(2)
  })

  test('C19: a changing command is not repeated', async () => {
    await using photon = await startFakePhoton(closing)
    expect(await caught(setClaimCode({ ...photon.options, claimCode: 'abc' }))).toBeInstanceOf(ConnectionLost)
    expect(photon.seen).toHaveLength(1)
  })
})

describe('connect-ap whose answer is lost', () => {
  test.each([
    ['closed', closing],
    ['reset', resetting],
    ['blank', emptyReply],
  ])('C9: %s: probably accepted', async (_name, mood) => {
    await using photon = await startFakePhoton(mood)
    expect(await connectToWifi(photon.options)).toEqual({ confirmed: false })
  })

  test('C9: silent: probably accepted', async () => {
    await using photon = await startFakePhoton(mute)
    expect(await connectToWifi({ ...photon.options, timeoutMs: 30 })).toEqual({ confirmed: false })
  })

  test('C9: never sent: not accepted', async () => {
    const port = await closedPort()
    expect(await caught(connectToWifi({ host: '127.0.0.1', port }))).toBeInstanceOf(PhotonUnreachable)
  })

  test('C9: waiting behind a command that hangs: not accepted', async () => {
    await using photon = await startFakePhoton(mute)
    const hanging = caught(getDeviceId({ ...photon.options, timeoutMs: 200 }))
    expect(await caught(connectToWifi({ ...photon.options, timeoutMs: 30 }))).toBeInstanceOf(TimedOut)
    await hanging
    expect(photon.seen.map(seen => seen.command)).toEqual(['device-id'])
  })
})

describe('one command at a time', () => {
  test('C7: commands asked for at once are sent in their order, none before the last is answered', async () => {
    await using photon = await startFakePhoton(dribbling)
    await Promise.all([
      getDeviceId(photon.options),
      getAvailableAPs(photon.options),
      setClaimCode({ ...photon.options, claimCode: 'abc' }),
      getVersion(photon.options),
    ])
    expect(photon.seen.map(seen => seen.command)).toEqual(['device-id', 'scan-ap', 'set', 'version'])
    expect(photon.overlaps).toBe(0)
  })

  test('C7: a command that fails lets the next one through', async () => {
    await using photon = await startFakePhoton(moodsInTurn(emptyReply, healthy()))
    const failing = caught(getDeviceId(photon.options))
    const following = getVersion(photon.options)
    expect(await failing).toBeInstanceOf(MalformedRequest)
    expect(await following).toEqual({ version: 2 })
  })

  test('C7: Photons do not wait for each other', async () => {
    await using hanging = await startFakePhoton(mute)
    await using photon = await startFakePhoton()
    const stuck = caught(getDeviceId({ ...hanging.options, timeoutMs: 100 }))
    await getDeviceId(photon.options)
    expect(await stuck).toBeInstanceOf(TimedOut)
  })
})

describe('where the Photon is', () => {
  test('C1: is 192.168.0.1, port 5609 over TCP, when nothing is said', () => {
    expect(transportOf({}).address).toBe('192.168.0.1:5609')
    expect(transportOf({ transport: 'http' }).address).toBe('192.168.0.1:80')
    expect(transportOf({ host: '10.0.0.9', port: 15_609 }).address).toBe('10.0.0.9:15609')
  })

  test('C1: is read from the environment', () => {
    const env = {
      PHOTON_SOFTAP_HOST: '10.0.0.9',
      PHOTON_SOFTAP_TCP_PORT: '15609',
      PHOTON_SOFTAP_HTTP_PORT: '8081',
    }
    expect(photonFromEnvironment('tcp', env)).toEqual({ transport: 'tcp', host: '10.0.0.9', port: 15_609 })
    expect(photonFromEnvironment('http', env)).toEqual({ transport: 'http', host: '10.0.0.9', port: 8081 })
    expect(photonFromEnvironment('tcp', {})).toEqual({ transport: 'tcp', host: undefined, port: undefined })
    expect(() => photonFromEnvironment('tcp', { PHOTON_SOFTAP_TCP_PORT: '56o9' })).toThrow(
      /PHOTON_SOFTAP_TCP_PORT/,
    )
  })

  test('C1: a custom transport gets the command and gives the answer', async () => {
    const transport = {
      address: 'bench',
      send: async ({ command }: { command: string }) =>
        new TextEncoder().encode(command === 'version' ? ' {"v":3} ' : ''),
    }
    expect(await getVersion({ transport })).toEqual({ version: 3 })
  })

  test.each([0, -1, 65_536, 1.5])('C1: refuses port %d', async port => {
    expect(await caught(getVersion({ host: '127.0.0.1', port }))).toMatchObject({
      code: 'invalid-input',
      argument: 'port',
    })
  })
})
