import { Validator } from '@seriousme/openapi-schema-validator'
import request from 'supertest'
import { describe, expect, test } from 'vitest'
import { testCloud } from '../support/cloud.ts'
import { checkedByOpenApi } from '../support/openapi-check.ts'

interface Document {
  paths: Record<string, Record<string, { summary: string; operationId: string; security?: object[] }>>
}

async function openApi(): Promise<Document> {
  const { cloud } = await testCloud()
  return JSON.parse(JSON.stringify(cloud.openApi()))
}

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate({ ...(await openApi()) })
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
  })

  test('says of each operation what it does, under an id that no other has', async () => {
    const operations = Object.values((await openApi()).paths).flatMap(path => Object.values(path))
    expect(operations.length).toBeGreaterThan(30)
    for (const { summary } of operations) expect(summary).toMatch(/^[A-Z].*[^.]$/)
    const ids = operations.map(({ operationId }) => operationId)
    expect(ids).toEqual([...new Set(ids)])
  })

  test('has no operation that the cloud does not know', async () => {
    const { http } = await testCloud()
    for (const [path, operations] of Object.entries((await openApi()).paths)) {
      for (const method of Object.keys(operations) as 'get'[]) {
        const { body } = await http[method](path.replace(/\{\w+\}/g, 'x'))
        expect([method, path, body.error]).not.toEqual([method, path, 'Not Found'])
      }
    }
  })

  test('is what all tests of the cloud hold its answers against', async () => {
    const { cloud, admin } = await testCloud()
    const lie = structuredClone(cloud.openApi()) as { paths: Record<string, unknown> }
    lie.paths['/v1/user'] = {
      get: { responses: { 200: { content: { 'application/json': { schema: { required: ['nobody'] } } } } } },
    }
    const violations: string[] = []
    const http = request(
      checkedByOpenApi(
        cloud.app,
        () => lie,
        text => violations.push(text),
      ),
    )
    await http.get('/v1/user').set(admin)
    expect(violations).toEqual([expect.stringMatching(/^GET \/v1\/user 200: .*'nobody'/)])
  })
})
