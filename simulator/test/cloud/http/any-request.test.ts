import { request as httpRequest } from 'node:http'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviceId, PRODUCT, serve, type TestCloud, testCloud } from '../support/cloud.ts'

interface Operation {
  requestBody?: { content: Record<string, { schema: { properties?: Record<string, unknown> } }> }
  responses: Record<string, { content?: Record<string, unknown> }>
}

interface Target {
  method: string
  path: string
  types: string[]
  fields: string[]
}

/** Every operation of the OpenAPI document that answers and is done; streams go on. */
function targetsOf(world: TestCloud): Target[] {
  const { paths } = world.cloud.openApi() as { paths: Record<string, Record<string, Operation>> }
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { responses }]) => !JSON.stringify(responses).includes('text/event-stream'))
      .map(([method, { requestBody }]) => ({
        method: method.toUpperCase(),
        path,
        types: Object.keys(requestBody?.content ?? {}),
        fields: Object.keys(Object.values(requestBody?.content ?? {})[0]?.schema.properties ?? {}),
      })),
  )
}

const odd = fc.oneof(
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e309',
    '__proto__',
    'constructor',
    '../..',
    '\u0000',
    'null',
    '%',
    '{{',
    'a'.repeat(5000),
  ),
)
const value = fc.oneof(
  odd,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, 0, -1, 1.5, Number.MAX_SAFE_INTEGER, true, [], {}),
)

/** A path parameter: something that is there, or nothing that could be. */
const segment = fc.oneof(
  fc.constantFrom(
    deviceId(1),
    deviceId(2),
    'photon-kit',
    '10001',
    'dev@particle.test',
    'ann@x.y',
    'version',
    '1',
    'mine',
    'latest',
  ),
  odd,
)

function bodyOf(
  type: string | undefined,
  fields: readonly string[],
): fc.Arbitrary<{ type: string; text: string }> {
  const names = fc.oneof(fc.constantFrom('x', ...fields), fc.string({ maxLength: 10 }))
  const record = fc.dictionary(names, value, { maxKeys: 6 })
  if (type === 'application/x-www-form-urlencoded') {
    return record.map(data => ({
      type,
      text: Object.entries(data)
        .map(([key, each]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(each))}`)
        .join('&'),
    }))
  }
  if (type === 'multipart/form-data') {
    const part = fc.tuple(names, fc.option(odd), odd).map(([name, file, text]) => {
      const quoted = (word: string): string => word.replace(/["\r\n]/g, '_')
      const filename = file === null ? '' : `; filename="${quoted(file)}"`
      return `--b\r\nContent-Disposition: form-data; name="${quoted(name)}"${filename}\r\n\r\n${text}\r\n`
    })
    return fc.array(part, { maxLength: 4 }).map(parts => ({
      type: `${type}; boundary=b`,
      text: `${parts.join('')}--b--\r\n`,
    }))
  }
  return fc.oneof(record, value).map(data => ({ type: 'application/json', text: JSON.stringify(data) }))
}

describe('nothing that a client sends', () => {
  test('makes the cloud fail, whatever the route, its parameters and its fields', {
    timeout: 60_000,
  }, async () => {
    const world = await testCloud()
    await world.ownedDevice(world.admin, deviceId(1), { answers: true })
    await world.http
      .post(`${PRODUCT}/devices`)
      .set(world.admin)
      .send({ id: deviceId(2) })
    const url = await serve(world.cloud)
    const customer = await world.customer('ann@x.y')
    const request = fc.constantFrom(...targetsOf(world)).chain(target =>
      fc.record({
        method: fc.constant(target.method),
        path: fc
          .array(segment, { minLength: 4, maxLength: 4 })
          .map(words => target.path.replace(/\{\w+\}/g, () => encodeURIComponent(words.pop() ?? ''))),
        body: fc.constantFrom(undefined, ...target.types).chain(type => bodyOf(type, target.fields)),
        as: fc.constantFrom<Record<string, string>>(world.admin, world.admin, customer, {}),
      }),
    )
    await fc.assert(
      fc.asyncProperty(request, async ({ method, path, body, as }) => {
        // Whoever revokes its own token is nobody from then on.
        fc.pre(!path.includes('access_tokens') || method === 'GET')
        const answer = await send(`${url}${path}`, method, body, as)
        expect(answer.status).toBeLessThan(500)
        if (answer.text !== '' && answer.status >= 400) expect(() => JSON.parse(answer.text)).not.toThrow()
      }),
      { numRuns: 600 },
    )
    expect(world.failures).toEqual([])
    expect((await world.http.get('/v1/user').set(world.admin)).status).toBe(200)
  })
})

function send(
  url: string,
  method: string,
  body: { type: string; text: string },
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const req = httpRequest(
      url,
      {
        method,
        headers: { ...headers, 'Content-Type': body.type, 'Content-Length': Buffer.byteLength(body.text) },
        agent: false,
      },
      res => {
        let text = ''
        res.setEncoding('utf8')
        res.on('data', chunk => {
          text += chunk
        })
        res.on('end', () => resolve({ status: res.statusCode ?? 0, text }))
        res.on('error', reject)
      },
    )
    req.on('error', reject)
    req.end(body.text)
  })
}
