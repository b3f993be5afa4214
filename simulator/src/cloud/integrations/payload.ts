import type { CloudEvent } from '../events/entity.ts'
import type { HookSettings } from './entity.ts'
import { HookError } from './hook-error.ts'
import type { Templates } from './template.ts'
import { defaultsOf } from './variables.ts'

/** A request that a webhook makes. */
export interface HookRequest {
  readonly method: string
  readonly url: URL
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** As Particle's cloud names itself. Source: docs.particle.io, webhook reference, default data. */
const USER_AGENT = 'ParticleBot/1.1 (https://docs.particle.io/webhooks)'

/** The connection's own business; a webhook that stated them could only break it. */
const HOP_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** @throws HookError, or what mustache throws, when the templates make no request. */
export function requestOf(settings: HookSettings, event: CloudEvent, templates: Templates): HookRequest {
  const { requestType: method, headers, query, form, auth } = settings
  const defaults = settings.noDefaults ? {} : defaultsOf(event)
  const url = addressOf(templates.text(settings.url))
  const hasBody = method === 'POST' || method === 'PUT'
  const inQuery = {
    ...(!hasBody && { ...defaults, ...(form && templates.texts(form)) }),
    ...(query && templates.texts(query)),
  }
  for (const [key, value] of Object.entries(inQuery)) url.searchParams.append(key, value)

  const { type, body } = hasBody ? bodyOf(settings, defaults, templates) : {}
  const stated = Object.entries(headers ? templates.texts(headers) : {})
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !HOP_HEADERS.has(name))
  return {
    method,
    url,
    headers: {
      'user-agent': USER_AGENT,
      ...(type === 'application/json' && { accept: type }),
      ...(type !== undefined && { 'content-type': type }),
      ...basicAuth(auth ? templates.texts(auth) : credentialsIn(url)),
      ...Object.fromEntries(stated),
    },
    body,
  }
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new HookError(`the url ${JSON.stringify(text)} is no http or https address`)
}

/** Particle's cloud sends a form unless it is told otherwise. */
function bodyOf(
  { json, form, body }: HookSettings,
  defaults: Readonly<Record<string, string>>,
  templates: Templates,
): { type?: string; body: string } {
  if (typeof json === 'string') return jsonBody({ defaults, custom: parsed(templates.text(json)) })
  if (json !== null) return jsonBody({ defaults, custom: templates.deep(json) })
  if (body !== null) return { body: templates.text(body) }
  const fields = { ...defaults, ...(form && templates.texts(form)) }
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() }
}

/** The default fields go into an object; anything else stands for itself. */
function jsonBody({ defaults, custom }: { defaults: object; custom: unknown }) {
  const isObject = typeof custom === 'object' && custom !== null && !Array.isArray(custom)
  const value = isObject ? { ...defaults, ...custom } : custom
  return { type: 'application/json', body: JSON.stringify(value) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new HookError(`the json ${JSON.stringify(text.slice(0, 200))} is not valid JSON`, { cause })
  }
}

function credentialsIn({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) }
}

function basicAuth(auth: Readonly<Record<string, string>>): { authorization?: string } {
  const name = auth['username'] ?? auth['user']
  if (name === undefined) return {}
  const password = auth['password'] ?? auth['pass'] ?? ''
  return { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` }
}
