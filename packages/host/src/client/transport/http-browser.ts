import { ConnectionLost, DeviceBusy, HttpRefused, PhotonUnreachable } from '../../errors/softap.ts'
import type { PhotonAddress, SoftApRequest, SoftApTransport } from './transport.ts'

/** As much of the browser's XMLHttpRequest as is used here. */
interface Xhr {
  responseType: string
  readonly status: number
  readonly readyState: number
  readonly response: unknown
  onload: (() => void) | null
  onerror: (() => void) | null
  open(method: string, url: string): void
  setRequestHeader(name: string, value: string): void
  send(body?: Uint8Array): void
  abort(): void
}

/** At this state the answer's header is there, so the request was served. */
const HEADERS_RECEIVED = 2

/**
 * A Photon's HTTP server from a web page. Requests stay CORS-simple, since the Photon answers no OPTIONS.
 *
 * XMLHttpRequest and not `fetch`: the Photon reads `Content-Length` only in title case, which browsers have always
 * written for the one. Chromium 153 does for both, and leaves the names that a page sets as they are.
 *
 * Where the page may come from, as of Chromium 142 (Local Network Access, wicg.github.io/local-network-access):
 *
 * - a page from this machine or the local network, by plain HTTP or from a file: reaches the Photon, no question asked;
 * - a page from the public internet: only by HTTPS, and once the person has allowed it `local-network-access`. No
 *   preflight is sent then, and HTTPS does not bar plain HTTP to an address such as 192.168.0.1. A host name in
 *   its place stays barred;
 * - a page from the public internet by plain HTTP: never, without a question.
 *
 * Browsers without Local Network Access bar HTTPS pages from plain HTTP, and let all others through.
 *
 * A page learns no more of such a refusal than of a Photon that is not there: both are `PhotonUnreachable`. So
 * are the answers that a Photon sends without `Access-Control-Allow-Origin`, which the browser keeps to itself:
 * 503, and the 404 to a content type that it does not take.
 */
export function createHttpTransport(photon: PhotonAddress): SoftApTransport {
  const address = `${photon.host}:${photon.port}`
  return { address, send: request => exchange(address, request) }
}

function exchange(address: string, { command, body, signal, onSent }: SoftApRequest): Promise<Uint8Array> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const { XMLHttpRequest: Xhr } = globalThis as { XMLHttpRequest?: new () => Xhr }
    if (!Xhr) {
      reject(new PhotonUnreachable(command, address, 'this platform has no XMLHttpRequest'))
      return
    }
    const xhr = new Xhr()
    const settle = (action: () => void) => {
      signal.removeEventListener('abort', onAbort)
      action()
    }
    const onAbort = () => {
      xhr.abort()
      settle(() => reject(signal.reason))
    }
    signal.addEventListener('abort', onAbort, { once: true })
    xhr.onload = () =>
      settle(() => {
        if (xhr.status === 503) reject(new DeviceBusy(command))
        else if (xhr.status !== 200) reject(new HttpRefused(command, xhr.status))
        else resolve(new Uint8Array(xhr.response as ArrayBuffer))
      })
    xhr.onerror = () =>
      settle(() =>
        reject(
          xhr.readyState >= HEADERS_RECEIVED && xhr.status !== 0
            ? new ConnectionLost(command, 0)
            : new PhotonUnreachable(
                command,
                address,
                'a network error: nobody there, or the browser keeps this page from the local network',
              ),
        ),
      )
    xhr.open(body ? 'POST' : 'GET', `http://${address}/${command}`)
    xhr.responseType = 'arraybuffer'
    if (body) xhr.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
    xhr.send(body)
    onSent?.()
  })
}
