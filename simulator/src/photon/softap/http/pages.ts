/** A page of the application's own, as `softap_set_application_page_handler` lets firmware serve them. */
export type PageHandler = (request: PageRequest) => Served | Promise<Served>

/** `undefined` when the application ended over it: the connection closes without a byte. */
type Served = PageResponse | undefined

export interface PageRequest {
  /** Percent-decoded, with the query string as it was sent. */
  readonly path: string
  readonly body: Uint8Array
}

export interface PageResponse {
  /**
   * 200 204 207 301 400 403 404 405 406 412 415 429 444 470 500 504; anything else becomes 400. `undefined`
   * when the application never said: the response has no head then.
   */
  readonly status: number | undefined
  /** One of the types that the HTTP server knows; without one, and for any other, it sends no type in particular. */
  readonly mime?: string
  /** Raw header lines, each with its CRLF. */
  readonly headers?: string
  /** Several writes are as many chunks. */
  readonly body?: string | Uint8Array | readonly Uint8Array[]
}

/** The firmware's own page handler, until the application sets one. Source: softap.cpp v2.3.1. */
export const defaultPageHandler: PageHandler = ({ path }) =>
  path === '/index' ? { status: 301, mime: 'text/plain', headers: 'Location: /hello\r\n' } : { status: 404 }
