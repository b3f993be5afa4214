import { createDecipheriv } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startChromium } from '../support/browser/chromium.ts'
import type { SetupPage } from '../support/browser/setup-page.ts'
import { bundleSetupPage, startWebSite, type WebSite } from '../support/browser/web-site.ts'
import { createClientCertificate } from '../support/certificates.ts'
import {
  type FakePhoton,
  healthyHttp,
  outOfConnections,
  photonKey,
  refusingHttp,
  startFakeHttpPhoton,
} from '../support/fake-photon.ts'

/** A page of plain HTTP that is not on localhost, as one near a Photon is: browsers withhold `crypto.subtle`. */
const SITE = 'setup.example'

let browser: Browser
let site: WebSite
let publicSite: WebSite
let photon: FakePhoton
let page: Page

beforeAll(async () => {
  const script = await bundleSetupPage()
  site = await startWebSite(script)
  publicSite = await startWebSite(script)
  photon = await startFakeHttpPhoton()
  browser = await startChromium([
    `--host-resolver-rules=MAP ${SITE} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    `--ip-address-space-overrides=127.0.0.1:${publicSite.port}=public,127.0.0.1:${photon.options.port}=local`,
  ])
  page = await browser.newPage()
  await page.goto(`http://${SITE}:${site.port}/`)
})

afterAll(async () => {
  await browser?.close()
  for (const resource of [photon, site, publicSite]) await resource?.[Symbol.asyncDispose]()
})

beforeEach(() => {
  photon.become(healthyHttp())
  photon.seen.length = 0
})

const namesIn = (raw: string) =>
  (raw.split('\r\n\r\n')[0] ?? '')
    .split('\r\n')
    .slice(1)
    .map(line => line.slice(0, line.indexOf(':')))

describe('a web page in Chromium, cross-origin to the Photon', () => {
  test('C3: sets it up by requests that need no preflight', async () => {
    const { options } = photon
    const claimCode = 'c'.repeat(63)
    const result = await page.evaluate(
      async ({ options, claimCode }) => {
        const { client } = globalThis as unknown as SetupPage
        const { deviceId, claimed } = await client.getDeviceId(options)
        const networks = await client.getAvailableAPs(options)
        const publicKey = await client.getPublicKey(options)
        await client.setClaimCode({ ...options, claimCode })
        const wifiObj = { ssid: 'Café ☕', sec: networks[0]?.sec ?? 0, ch: 6 }
        await client.configureWifi({ ...options, wifiObj, password: 'pässwörd-🔑', publicKey })
        const { confirmed } = await client.connectToWifi(options)
        const isSecure = 'subtle' in crypto && crypto.subtle !== undefined
        return { deviceId, claimed, networks: networks.length, confirmed, isSecure }
      },
      { options, claimCode },
    )
    expect(result).toEqual({
      deviceId: '3f003b000f47343432313031',
      claimed: false,
      networks: 2,
      confirmed: true,
      isSecure: false,
    })
    expect(photon.seen.map(({ raw }) => raw.slice(0, raw.indexOf(' HTTP')))).toEqual([
      'GET /device-id',
      'GET /scan-ap',
      'GET /public-key',
      'POST /set',
      'POST /configure-ap',
      'POST /connect-ap',
    ])
    expect(photon.seen[3]?.body).toBe(`{"k":"cc","v":"${claimCode}"}`)
    const sent = JSON.parse(Buffer.from(photon.seen[4]?.body ?? '', 'latin1').toString())
    expect(sent.ssid).toBe('Café ☕')
    expect(photonKey.decrypt(sent.pwd).toString()).toBe('pässwörd-🔑')
  })

  test('C2: header names as a Photon reads them, within its first segment', async () => {
    const { options } = photon
    await page.evaluate(async options => {
      const { client } = globalThis as unknown as SetupPage
      await client.setClaimCode({ ...options, claimCode: 'abc' })
    }, options)
    const [seen] = photon.seen
    expect(seen?.body).toBe('{"k":"cc","v":"abc"}')
    expect(namesIn(seen?.raw ?? '')).toEqual(
      expect.arrayContaining(['Host', 'Content-Length', 'Content-Type']),
    )
    expect(seen?.raw.indexOf('\r\n\r\n')).toBeLessThan(1152)
  })

  test('Chromium writes the names it adds in title case from fetch too, and those of the page as the page does', async () => {
    const { port } = photon.options
    const fetched = await page.evaluate(async port => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const body = '{"k":"cc","v":"abc"}'
      const response = await fetch(`http://127.0.0.1:${port}/set`, { method: 'POST', headers, body })
      return response.json()
    }, port)
    expect(fetched).toEqual({ r: 0 })
    const names = namesIn(photon.seen[0]?.raw ?? '')
    expect(names).toEqual(expect.arrayContaining(['Content-Length', 'content-type']))
    expect(names).not.toContain('Content-Type')
  })

  test('C14: encrypts the private key of EAP-TLS without WebCrypto', async () => {
    const { options } = photon
    const eap = { type: 'tls' as const, ...createClientCertificate() }
    await page.evaluate(
      async ({ options, eap }) => {
        const { client } = globalThis as unknown as SetupPage
        const wifiObj = { ssid: 'Campus', sec: client.SECURITY.wpa2_enterprise_aes }
        await client.configureWifi({ ...options, wifiObj, eap })
      },
      { options, eap },
    )
    const { ek, key, crt } = JSON.parse(photon.seen[1]?.body ?? '')
    const envelope = photonKey.decrypt(ek)
    const decipher = createDecipheriv('aes-128-cbc', envelope.subarray(0, 16), envelope.subarray(16))
    expect(decipher.update(key, 'hex', 'utf8') + decipher.final('utf8')).toBe(`${eap.privateKey.trim()}\r\n`)
    expect(crt).toBe(`${eap.clientCertificate.trim()}\r\n`)
  })

  test.each([
    [
      '404',
      refusingHttp('404 Not Found', 'Access-Control-Allow-Origin: *\r\nContent-Length: 0'),
      { code: 'http-refused', status: 404 },
    ],
    [
      'an answer that a browser hides, as the Photon sends it without CORS headers,',
      refusingHttp('404 Not Found'),
      { code: 'photon-unreachable' },
    ],
    ['a 503 without its blank line', outOfConnections, { code: 'photon-unreachable' }],
    ['an empty answer', healthyHttp({ set: ' ' }), { code: 'malformed-request' }],
    ['r −1', healthyHttp({ set: '{"r":-1}' }), { code: 'setting-refused', r: -1 }],
  ])('C6: %s has its name', async (_name, mood, expected) => {
    photon.become(mood)
    expect(await failureOf(page)).toMatchObject({
      ...expected,
      meaning: expect.any(String),
      advice: expect.any(String),
    })
  })
})

/** How `setClaimCode` fails in a page. */
async function failureOf(page: Page): Promise<unknown> {
  return page.evaluate(async options => {
    const { client } = globalThis as unknown as SetupPage
    try {
      return await client.setClaimCode({ ...options, claimCode: 'abc' })
    } catch (error) {
      return JSON.parse(JSON.stringify(error))
    }
  }, photon.options)
}

describe('a page from the public internet', () => {
  const openPublicPage = async (permissions: string[]) => {
    const context = await browser.newContext({ permissions })
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${publicSite.port}/`)
    return page
  }

  test('is kept from the Photon until the person allows it the local network', async () => {
    const page = await openPublicPage([])
    expect(await failureOf(page)).toMatchObject({
      code: 'photon-unreachable',
      meaning: expect.stringContaining('local network'),
    })
    expect(photon.seen).toHaveLength(0)
  })

  test('reaches it then, still without a preflight', async () => {
    const page = await openPublicPage(['local-network-access'])
    expect(await failureOf(page)).toBeUndefined()
    expect(photon.seen.map(({ command }) => command)).toEqual(['set'])
  })
})
