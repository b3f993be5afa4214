import { z } from 'zod'
import type { AnswerShape, Credential, Route } from './http/route.ts'
import type { Resource } from './resources.ts'

const MEDIA_TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  upload: 'multipart/form-data',
} as const

/** The ways of showing who one is, under the names that operations refer to. */
const SECURITY_SCHEMES: Readonly<Record<Credential, object>> = {
  token: {
    type: 'http',
    scheme: 'bearer',
    description: 'An access token; also as `access_token` in the query, or in a form',
  },
  client: {
    type: 'http',
    scheme: 'basic',
    description: "An OAuth client's id and secret; also as form fields",
  },
  password: { type: 'http', scheme: 'basic', description: 'A user name and its password' },
}

/** Describes the cloud's HTTP API from what its routes say of themselves. OpenAPI 3.1. */
export function openApiDocument(resources: readonly Resource[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const { name, routes } of resources) {
    for (const route of routes) {
      if (route.method === 'all') continue
      for (const path of route.paths) {
        const key = path.replace(/:(\w+)/g, '{$1}')
        paths[key] = { ...paths[key], [route.method]: operation(name, path, route) }
      }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Particle Cloud, simulated',
      version: '1',
      description:
        'Every failure is JSON too: `{error, error_description}`, or `{ok: false, error}` and its older forms.',
    },
    tags: resources.map(({ name }) => ({ name })),
    paths,
    components: { securitySchemes: SECURITY_SCHEMES },
  }
}

function operation(tag: string, path: string, route: Route): object {
  const { summary, credentials, body, bodyTypes } = route
  return {
    tags: [tag],
    summary,
    operationId: operationId(route.method, path),
    ...(credentials.length > 0 && { security: credentials.map(name => ({ [name]: [] })) }),
    parameters: [...pathParameters(path), ...queryParameters(route.query)],
    ...(body && {
      requestBody: {
        content: Object.fromEntries(bodyTypes.map(type => [MEDIA_TYPES[type], { schema: schemaOf(body) }])),
      },
    }),
    responses: {
      [route.status]: { description: summary, ...content(route.answer) },
      default: { description: 'A failure', ...content(z.looseObject({})) },
    },
  }
}

function content(answer: AnswerShape): object {
  if (answer === null) return {}
  if (typeof answer === 'string') return { content: { [answer]: {} } }
  return { content: { 'application/json': { schema: schemaOf(answer) } } }
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType | undefined): object[] {
  if (!(query instanceof z.ZodObject)) return []
  return Object.entries(query.shape).map(([name, field]) => {
    const { description, ...schema } = schemaOf(field as z.ZodType)
    return { name, in: 'query', ...(typeof description === 'string' && { description }), schema }
  })
}

/** `get-v1-devices-device` of `GET /v1/devices/:device`. */
function operationId(method: string, path: string): string {
  return [method, ...path.split('/')]
    .map(word => word.replace(':', 'by-'))
    .filter(word => word !== '')
    .join('-')
}

/** As it may be sent: transforms and refinements are described by what goes in. */
function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return json
}
