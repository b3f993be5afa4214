import {
  ConnectionLost,
  configureWifi,
  DeviceBusy,
  getAvailableAPs,
  getDeviceId,
  HttpRefused,
  MalformedRequest,
  PhotonUnreachable,
  setClaimCode,
  TimedOut,
} from '@particle-setup/host/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { transports } from '../../src/client/transport/browser.ts'
import { caught } from '../support/caught.ts'
import { closedPort } from '../support/fake-cloud.ts'
import {
  type FakePhoton,
  healthyHttp,
  mute,
  refusingHttp,
  startFakeHttpPhoton,
} from '../support/fake-photon.ts'
import { FakeXhr } from '../support/fake-xhr.ts'

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', FakeXhr)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const throughBrowser = ({ options }: FakePhoton) => ({ transport: transports.http(options) })

describe('a Photon from a web page', () => {
  test('reads by GET and writes by a POST that needs no preflight', async () => {
    await using photon = await startFakeHttpPhoton()
    expect(await getAvailableAPs(throughBrowser(photon))).toHaveLength(2)
    await configureWifi({ ...throughBrowser(photon), wifiObj: { ssid: 'Café', sec: 0 } })
    expect(photon.seen[0]?.raw).toMatch(/^GET \/scan-ap /)
    expect(photon.seen[1]?.raw).toMatch(/^POST \/configure-ap /)
    expect(photon.seen[1]?.raw).toContain('Content-Type: application/x-www-form-urlencoded\r\n')
    expect(photon.seen[1]?.body).toBe('{"idx":0,"ssid":"CafÃ©","sec":0,"ch":0}')
  })

  test.each([
    [404, HttpRefused],
    [503, DeviceBusy],
  ])('%i has its name', async (status, type) => {
    await using photon = await startFakeHttpPhoton(refusingHttp(`${status} No`))
    expect(await caught(getDeviceId(throughBrowser(photon)))).toBeInstanceOf(type)
  })

  test('an empty 200 is a request the Photon could not read', async () => {
    await using photon = await startFakeHttpPhoton(healthyHttp({ set: ' ' }))
    const error = await caught(setClaimCode({ ...throughBrowser(photon), claimCode: 'abc' }))
    expect(error).toBeInstanceOf(MalformedRequest)
  })

  test('an answer that breaks off is ConnectionLost', async () => {
    await using photon = await startFakeHttpPhoton((_seen, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"r"', () => socket.resetAndDestroy())
    })
    const error = await caught(setClaimCode({ ...throughBrowser(photon), claimCode: 'abc' }))
    expect(error).toBeInstanceOf(ConnectionLost)
  })

  test('nobody there, silence and an abort have their names', async () => {
    const nowhere = transports.http({ host: '127.0.0.1', port: await closedPort() })
    expect(await caught(getDeviceId({ transport: nowhere }))).toBeInstanceOf(PhotonUnreachable)
    await using photon = await startFakeHttpPhoton(mute)
    expect(await caught(getDeviceId({ ...throughBrowser(photon), timeoutMs: 30 }))).toBeInstanceOf(TimedOut)
    const controller = new AbortController()
    photon.become(() => controller.abort('enough'))
    expect(await caught(getDeviceId({ ...throughBrowser(photon), signal: controller.signal }))).toBe('enough')
  })

  test('a platform without XMLHttpRequest says so', async () => {
    vi.stubGlobal('XMLHttpRequest', undefined)
    await using photon = await startFakeHttpPhoton()
    const error = await caught(getDeviceId(throughBrowser(photon)))
    expect(error).toMatchObject({
      code: 'photon-unreachable',
      message: expect.stringContaining('XMLHttpRequest'),
    })
  })
})
