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

  test('reading commands are GET', async () => {
    await using photon = await startFakeHttpPhoton()
    await getDeviceId(photon.options)
    expect(photon.seen[0]?.raw).toMatch(/^GET \/device-id HTTP\/1\.1\r\n/)
  })

  test('one connection serves all commands', async () => {
    await using photon = await startFakeHttpPhoton()
    const { options } = photon
    expect((await getDeviceId(options)).deviceId).toBe('3f003b000f47343432313031')
    expect(await getPublicKey(options)).toEqual(photonKey.spki)
    expect(await getAvailableAPs(options)).toHaveLength(2)
    await setClaimCode({ ...options, claimCode: 'a'.repeat(63) })
    expect(await connectToWifi(options)).toEqual({ confirmed: true })
  })
})

describe('what goes wrong has a name', () => {
  test('C6: 404', async () => {
    await using photon = await startFakeHttpPhoton(refusingHttp('404 Not Found'))
    const error = await caught(getDeviceId(photon.options))
    expect(error).toBeInstanceOf(HttpRefused)
    expect(error).toMatchObject({ status: 404 })
  })

  test('503 is a Photon with too many connections', async () => {
    await using photon = await startFakeHttpPhoton(refusingHttp('503 Service Unavailable'))
    expect(await caught(getDeviceId(photon.options))).toBeInstanceOf(DeviceBusy)
  })

  test('an empty 200 is a request the Photon could not read', async () => {
    await using photon = await startFakeHttpPhoton(healthyHttp({ set: ' ' }))
    expect(await caught(setClaimCode({ ...photon.options, claimCode: 'abc' }))).toBeInstanceOf(
      MalformedRequest,
    )
  })

  test('a broken connection', async () => {
    await using photon = await startFakeHttpPhoton(resetting)
    expect(await caught(setClaimCode({ ...photon.options, claimCode: 'abc' }))).toBeInstanceOf(ConnectionLost)
    expect(await connectToWifi(photon.options)).toEqual({ confirmed: false })
  })

  test('no listener', async () => {
    const port = await closedPort()
    const error = await caught(getDeviceId({ host: '127.0.0.1', port, transport: 'http' }))
    expect(error).toBeInstanceOf(PhotonUnreachable)
  })

  test('silence, and an abort', async () => {
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
