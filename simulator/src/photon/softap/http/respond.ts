import type { SettledAction } from '../action.ts'
import { fromBytes, toBytes } from '../bytes.ts'
import { COMMANDS } from '../commands/index.ts'
import type { Dispatch } from '../dispatcher.ts'
import type { SoftApProfile } from '../profile.ts'
import { isAllowed, KNOWN_TYPES, type KnownType } from './content-type.ts'
import type { RequestHead } from './head.ts'
import type { PageHandler, PageResponse } from './pages.ts'
import { chunks, responseHead } from './response.ts'

/** An answer as it goes out. One character is one byte. */
export interface Response {
  /** Empty when not a byte is sent. */
  readonly text: string
  readonly closes: boolean
  /** Answers on this connection are open to any origin from now on. */
  readonly opensToAnyOrigin: boolean
  readonly afterwards?: () => void
}

/** Where a path leads. */
export type Page =
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'redirect' | 'hello' | 'application' }

const HELLO = 'Soft AP Setup\0'
const REDIRECT = 'HTTP/1.1 301\r\nLocation: /index\r\nContent-Length: 0\r\n\r\n'

/** A page's own content type. Source: Device OS v2.3.1 softap_ip.c. */
const PAGE_TYPES: Readonly<Record<Page['kind'], KnownType>> = {
  command: 'application/octet-stream',
  application: 'application/octet-stream',
  hello: 'text/plain',
  redirect: 'text/html',
}

export function findPage(path: string, match: SoftApProfile['httpPathMatch']): Page {
  if (path === '/') return { kind: 'redirect' }
  for (const [name, command] of COMMANDS) {
    if (command.transports === 'both' && matches(path, `/${name}`, match)) return { kind: 'command', name }
  }
  return { kind: matches(path, '/hello', match) ? 'hello' : 'application' }
}

function matches(path: string, page: string, match: SoftApProfile['httpPathMatch']): boolean {
  return match === 'exact' ? path === page : path.toLowerCase().startsWith(page)
}

/** Whether the request's content type is refused: then the answer goes out before any body is read. */
export function refusesType(page: Page, contentType: string | undefined): boolean {
  return !isAllowed(contentType, PAGE_TYPES[page.kind])
}

export function refusal(crossOrigin: boolean): Response {
  const text = responseHead({ status: 404, contentType: 'text/html', crossOrigin, length: 0 })
  return { text, closes: false, opensToAnyOrigin: false }
}

export interface RespondOptions {
  readonly dispatch: Dispatch
  readonly pages: PageHandler
  /** An earlier answer on this connection was open to any origin; that sticks to it. */
  readonly crossOrigin: boolean
}

/** Answers a request whose body is whole. */
export async function respond(
  page: Page,
  head: RequestHead,
  body: string,
  { dispatch, pages, crossOrigin }: RespondOptions,
): Promise<Response> {
  switch (page.kind) {
    case 'redirect':
      return { text: REDIRECT, closes: false, opensToAnyOrigin: false }
    case 'hello': {
      const start = responseHead({
        status: 200,
        contentType: 'text/plain',
        mayCache: true,
        crossOrigin,
        length: HELLO.length,
      })
      return { text: start + HELLO, closes: false, opensToAnyOrigin: false }
    }
    case 'command':
      return commandResponse(await dispatch(page.name, body))
    case 'application':
      return applicationResponse(pages, head, body)
  }
}

/** Status 200 whatever the result, even where the body was unusable and there is none to tell. */
function commandResponse(action: SettledAction): Response {
  if (action.kind === 'silence' || action.kind === 'close') {
    return { text: '', closes: action.kind === 'close', opensToAnyOrigin: false }
  }
  const head = responseHead({
    status: 200,
    contentType: 'application/json',
    crossOrigin: true,
    length: 'chunked',
  })
  const response = { closes: false, opensToAnyOrigin: true }
  if (action.kind === 'empty') return { ...response, text: head + chunks([]) }
  const { writes, afterwards } = action
  const text = head + chunks(writes)
  return afterwards === undefined ? { ...response, text } : { ...response, text, afterwards }
}

async function applicationResponse(pages: PageHandler, head: RequestHead, body: string): Promise<Response> {
  const page = await pages({ path: head.path + head.query, body: toBytes(body) })
  if (page === undefined) return { text: '', closes: true, opensToAnyOrigin: false }
  const closes = page.status === 444
  const text = applicationHead(page, closes) + chunks(writesOf(page.body))
  return { text, closes, opensToAnyOrigin: true }
}

function applicationHead({ status, headers, mime }: PageResponse, closes: boolean): string {
  if (status === undefined) return ''
  return responseHead({
    status,
    extraLines: headers ?? '',
    contentType: KNOWN_TYPES.find(type => type === mime) ?? '*/*',
    closes,
    crossOrigin: true,
    length: 'chunked',
  })
}

function writesOf(body: PageResponse['body'] = ''): string[] {
  if (typeof body === 'string') return [fromBytes(Buffer.from(body))]
  return body instanceof Uint8Array ? [fromBytes(body)] : body.map(fromBytes)
}
