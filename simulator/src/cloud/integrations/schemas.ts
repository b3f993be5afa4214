import { z } from 'zod'
import { okAnswer, switchField, timestamp } from '../http/schemas.ts'
import { HOOK_METHODS, type HookSettings } from './entity.ts'

/** Deeper values than any template has would overflow whoever walks them. */
const MAX_DEPTH = 32

const text = z.string().max(100_000).nullish()
const notTooDeep = [
  (value: unknown) => depthOf(value) <= MAX_DEPTH,
  `is nested more than ${MAX_DEPTH} deep`,
] as const

/** An object; forms can only send it as JSON text. */
const fields = z
  .union([z.looseObject({}), z.string()])
  .transform((value, context): Record<string, unknown> | null => {
    if (typeof value !== 'string') return value
    if (value.trim() === '') return null
    const parsed = z.looseObject({}).safeParse(parseJson(value))
    if (parsed.success) return parsed.data
    context.addIssue({ code: 'custom', message: 'expected a JSON object' })
    return z.NEVER
  })
  .refine(...notTooDeep)
  .nullish()

const template = z
  .union([z.string(), z.looseObject({}), z.array(z.unknown())])
  .refine(...notTooDeep)
  .nullish()

/** An address, unless templates are still to make it one. */
const urlField = z
  .string()
  .min(1)
  .max(2_048)
  .refine(url => url.includes('{{') || /^https?:$/.test(protocolOf(url)), 'expected an http or https address')

/** An integration as Particle's clients send it: their names for the same fields differ. */
export const integrationBody = z
  .looseObject({
    event: text,
    eventName: text.meta({ description: 'Older name of `event`' }),
    url: urlField,
    name: text,
    integration_type: z
      .string()
      .regex(/^webhook$/i, 'this cloud has webhooks alone')
      .nullish(),
    requestType: z
      .string()
      .transform(method => method.toUpperCase() || 'POST')
      .pipe(z.enum(HOOK_METHODS))
      .nullish(),
    deviceID: text,
    deviceid: text,
    deviceId: text,
    mydevices: switchField.nullish(),
    json: template.meta({ description: 'An object of templates, or one template that becomes JSON' }),
    form: fields,
    body: z.union([z.string(), z.looseObject({})]).nullish(),
    query: fields,
    headers: fields,
    auth: fields.meta({ description: '`username` and `password`' }),
    responseTopic: text,
    responseTemplate: template,
    errorResponseTopic: text,
    noDefaults: switchField.nullish(),
    disabled: switchField.nullish(),
    rejectUnauthorized: switchField.nullish(),
  })
  .transform((body, context): HookSettings => {
    const event = body.event || body.eventName
    if (!event) {
      context.addIssue({
        code: 'custom',
        path: ['event'],
        message: 'expected the beginning of an event name',
      })
      return z.NEVER
    }
    const { json, form } = body
    const ownBody =
      typeof body.body === 'object' && body.body !== null ? JSON.stringify(body.body) : body.body
    if ([json, form, ownBody].filter(Boolean).length > 1) {
      context.addIssue({ code: 'custom', path: ['json'], message: 'give one of json, form and body' })
      return z.NEVER
    }
    return {
      event,
      url: body.url,
      name: body.name || null,
      requestType: body.requestType ?? 'POST',
      deviceId: (body.deviceID || body.deviceid || body.deviceId || null)?.toLowerCase() ?? null,
      myDevices: body.mydevices ?? null,
      json: json || null,
      form: form ?? null,
      body: ownBody || null,
      query: body.query ?? null,
      headers: body.headers ?? null,
      auth: body.auth ?? null,
      responseTopic: body.responseTopic || null,
      responseTemplate: body.responseTemplate || null,
      errorResponseTopic: body.errorResponseTopic || null,
      noDefaults: body.noDefaults ?? false,
      disabled: body.disabled ?? false,
      rejectUnauthorized: body.rejectUnauthorized ?? true,
    }
  })

/** What was not stated is left out. */
export const integrationAnswer = z.looseObject({
  id: z.string(),
  event: z.string(),
  created_at: timestamp,
  integration_type: z.string(),
  url: z.string(),
  requestType: z.string(),
  noDefaults: z.boolean(),
  rejectUnauthorized: z.boolean(),
})

export const createdAnswer = integrationAnswer.extend({ ok: z.boolean(), hookUrl: z.string() })

const logEntry = z.object({
  time: timestamp,
  event: z.object({
    name: z.string(),
    data: z.string().nullable(),
    coreid: z.string(),
    published_at: timestamp,
  }),
  request: z.string().nullable(),
  status: z.number().nullable(),
  response: z.string().nullable(),
  error: z.string().nullable(),
})

export const detailAnswer = integrationAnswer.extend({
  logs: z.array(logEntry),
  errors: z.array(logEntry),
  counters: z.array(
    z.object({ date: z.string(), success: z.number(), error: z.number(), sleep: z.number() }),
  ),
})

export const testAnswer = okAnswer.extend({
  status: z.number().nullable().meta({ description: 'What the server answered' }),
  error: z.string().optional(),
})

function depthOf(value: unknown, limit = MAX_DEPTH + 1): number {
  if (limit === 0 || typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(each => depthOf(each, limit - 1)))
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : ''
}
