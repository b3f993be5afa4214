import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: object }> }>
}

interface Document {
  paths: Record<string, Record<string, Operation>>
}

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const validators = new Map<string, ValidateFunction>()

/**
 * Passes requests on, and compares each answer with what the OpenAPI document says of it: so every test of
 * a route is a test of its description.
 */
export function checkedByOpenApi(
  handler: RequestListener,
  document: () => object,
  report: (violation: string) => void,
): RequestListener {
  let paths: [template: string, pattern: RegExp, operations: Record<string, Operation>][] | undefined
  const operationOf = (req: IncomingMessage, path: string) => {
    paths ??= patternsOf(document() as Document)
    const found = paths.find(([, pattern, operations]) => pattern.test(path) && methodOf(req) in operations)
    return found && { template: found[0], operation: found[2][methodOf(req)] }
  }

  return (req, res) => {
    // Express takes parts of the path away while it looks for a route.
    const path = new URL(req.url ?? '/', 'http://cloud').pathname
    captureJson(res, body => {
      const found = operationOf(req, path)
      if (found?.operation === undefined) return
      const name = `${req.method} ${found.template} ${res.statusCode}`
      const { responses } = found.operation
      const answer = responses[res.statusCode] ?? (res.statusCode >= 400 ? responses['default'] : undefined)
      if (answer === undefined) return report(`${name}: a status that is not described`)
      const schema = answer.content?.['application/json']?.schema
      if (schema === undefined) return report(`${name}: JSON where none is described`)
      const key = JSON.stringify(schema)
      const validate = validators.get(key) ?? ajv.compile(schema)
      validators.set(key, validate)
      if (!validate(JSON.parse(body))) report(`${name}: ${ajv.errorsText(validate.errors)} in ${body}`)
    })
    handler(req, res)
  }
}

/** Those with the most fixed words first, as the cloud takes them. */
function patternsOf({ paths }: Document) {
  const parameters = (path: string): number => path.split('{').length
  return Object.entries(paths)
    .sort(([a], [b]) => parameters(a) - parameters(b))
    .map(([path, operations]): [string, RegExp, Record<string, Operation>] => [
      path,
      new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
      operations,
    ])
}

function methodOf(req: IncomingMessage): string {
  return (req.method ?? 'GET').toLowerCase()
}

/** Tells of the body once the answer has ended, where it is JSON. */
function captureJson(res: ServerResponse, told: (body: string) => void): void {
  const end = res.end
  res.end = function (this: ServerResponse, ...args: unknown[]) {
    const [chunk] = args
    const type = String(res.getHeader('Content-Type') ?? '')
    if (type.startsWith('application/json') && (typeof chunk === 'string' || Buffer.isBuffer(chunk))) {
      if (chunk.length > 0) told(chunk.toString())
    }
    return Reflect.apply(end, this, args)
  } as typeof res.end
}
