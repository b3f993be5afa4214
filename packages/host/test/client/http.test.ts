import {
  ConnectionLost,
  configureWifi,
  connectToWifi,
  DeviceBusy,
  getAvailableAPs,
  getDeviceId,
  getPublicKey,
  HttpRefused,
  MalformedRequest,
  PhotonUnreachable,
  SECURITY,
  setClaimCode,
  TimedOut,
} from '@particle-setup/host/client'
import { describe, expect, test } from 'vitest'
import { caught } from '../support/caught.ts'
import { closedPort } from '../support/fake-cloud.ts'
import {
  healthyHttp,
  mute,
  outOfConnections,
  photonKey,
  refusingHttp,
  resetting,
  startFakeHttpPhoton,
  unfinishedHttp,
} from '../support/fake-photon.ts'

describe('on the wire', () => {
  test('C2, C3: title-case names, bytes counted, a type the Photon takes, header and body in one write', async () => {
    await using photon = await startFakeHttpPhoton()
    await configureWifi({ ...photon.options, wifiObj: { ssid: 'Café', sec: SECURITY.none } })
    const raw = photon.seen[0]?.raw ?? ''
    expect(raw).toMatch(/^POST \/configure-ap HTTP\/1\.1\r\n/)
    expect(raw).toContain('\r\nContent-Type: application/x-www-form-urlencoded\r\n')
    const body = '{"idx":0,"ssid":"CafÃ©","sec":0,"ch":0}'
    expect(raw).toContain(`\r\nContent-Length: ${body.length}\r\n`)
    expect(raw).not.toContain('Transfer-Encoding')
    expect(raw.endsWith(`\r\n\r\n${body}`)).toBe(true)
  })

  test('C2: reading commands are GET', async () => {
    await using photon = await startFakeHttpPhoton()
    await getDeviceId(photon.options)
    expect(photon.seen[0]?.raw).toMatch(/^GET \/device-id HTTP\/1\.1\r\n/)
  })
})

describe('its connection', () => {
  test('serves all commands', async () => {
    await using photon = await startFakeHttpPhoton()
    const { options } = photon
    expect((await getDeviceId(options)).deviceId).toBe('3f003b000f47343432313031')
    expect(await getPublicKey(options)).toEqual(photonKey.spki)
    expect(await getAvailableAPs(options)).toHaveLength(2)
    await setClaimCode({ ...options, claimCode: 'a'.repeat(63) })
    expect(await connectToWifi(options)).toEqual({ confirmed: true })
    expect(photon.connections).toBe(1)
  })

  test('is given up after connect-ap, as the network it goes through goes too', async () => {
    await using photon = await startFakeHttpPhoton()
    await connectToWifi(photon.options)
    await getDeviceId(photon.options)
    expect(photon.connections).toBe(2)
  })

  test('is replaced when the Photon closes it after each answer', async () => {
    const answer = healthyHttp()
    await using photon = await startFakeHttpPhoton((seen, socket) => {
      answer(seen, socket)
      socket.end()
    })
    const { options } = photon
    await setClaimCode({ ...options, claimCode: 'abc' })
    await setClaimCode({ ...options, claimCode: 'abc' })
    expect(await connectToWifi(options)).toEqual({ confirmed: true })
    expect(photon.seen.map(seen => seen.command)).toEqual(['set', 'set', 'connect-ap'])
  })

  test.each(['set', 'connect-ap'])(
    'C19: that breaks as %s is sent on it had been closed before: it goes on a new one',
    async command => {
      await using photon = await startFakeHttpPhoton()
      const { options } = photon
      await getDeviceId(options)
      photon.become((_seen, socket) => {
        photon.become(healthyHttp())
        socket.resetAndDestroy()
      })
      if (command === 'set') await setClaimCode({ ...options, claimCode: 'abc' })
      else expect(await connectToWifi(options)).toEqual({ confirmed: true })
      expect(photon.connections).toBe(2)
      expect(photon.seen.map(seen => seen.command)).toEqual(['device-id', command, command])
    },
  )

  test('C9: that breaks under connect-ap with the whole network leaves it probably accepted', async () => {
    const photon = await startFakeHttpPhoton()
    await getDeviceId(photon.options)
    let gone: PromiseLike<void> | undefined
    photon.become(() => {
      gone = photon[Symbol.asyncDispose]()
    })
    expect(await connectToWifi(photon.options)).toEqual({ confirmed: false })
    await gone
  })
})

describe('what goes wrong has a name', () => {
  test('C6: 404', async () => {
    await using photon = await startFakeHttpPhoton(refusingHttp('404 Not Found'))
    const error = await caught(getDeviceId(photon.options))
    expect(error).toBeInstanceOf(HttpRefused)
    expect(error).toMatchObject({ status: 404 })
  })

  test('C6: 503 is a Photon with too many connections', async () => {
    await using photon = await startFakeHttpPhoton(refusingHttp('503 Service Unavailable'))
    expect(await caught(getDeviceId(photon.options))).toBeInstanceOf(DeviceBusy)
  })

  test('C6: so is one that ends before its blank line, which is how a Photon says it', async () => {
    await using photon = await startFakeHttpPhoton(outOfConnections)
    expect(await caught(setClaimCode({ ...photon.options, claimCode: 'abc' }))).toBeInstanceOf(DeviceBusy)
  })

  test('C6: what is no HTTP shows its beginning', async () => {
    await using photon = await startFakeHttpPhoton((_seen, socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'))
    const error = await caught(getDeviceId(photon.options))
    expect(error).toMatchObject({ code: 'malformed-answer', excerpt: expect.stringMatching(/^SSH-2.0/) })
  })

  test('C6: an empty 200 is a request the Photon could not read', async () => {
    await using photon = await startFakeHttpPhoton(healthyHttp({ set: ' ' }))
    expect(await caught(setClaimCode({ ...photon.options, claimCode: 'abc' }))).toBeInstanceOf(
      MalformedRequest,
    )
  })

  test('C6: a broken connection', async () => {
    await using photon = await startFakeHttpPhoton(resetting)
    expect(await caught(setClaimCode({ ...photon.options, claimCode: 'abc' }))).toBeInstanceOf(ConnectionLost)
    expect(await connectToWifi(photon.options)).toEqual({ confirmed: false })
  })

  test('C6: no listener', async () => {
    const port = await closedPort()
    const error = await caught(getDeviceId({ host: '127.0.0.1', port, transport: 'http' }))
    expect(error).toBeInstanceOf(PhotonUnreachable)
  })

  test('C8: silence, and an abort', async () => {
    await using photon = await startFakeHttpPhoton(mute)
    expect(await caught(getDeviceId({ ...photon.options, timeoutMs: 30 }))).toBeInstanceOf(TimedOut)
    const controller = new AbortController()
    photon.become(() => controller.abort('enough'))
    expect(await caught(getDeviceId({ ...photon.options, signal: controller.signal }))).toBe('enough')
  })

  test('C5: an answer whose last chunk never comes is taken when it is whole', async () => {
    await using photon = await startFakeHttpPhoton(unfinishedHttp)
    await getDeviceId(photon.options)
    expect(await getAvailableAPs(photon.options)).toHaveLength(2)
  })
})
