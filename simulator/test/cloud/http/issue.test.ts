import { expect, test } from 'vitest'
import { z } from 'zod'
import { describeIssue } from '../../../src/cloud/http/issue.ts'

const schema = z.object({
  name: z.string().min(1),
  ttl: z.number(),
  nested: z.object({ event: z.string() }).optional(),
})

test.each([
  [{ ttl: 1 }, 'Missing name'],
  [{ name: '', ttl: 1 }, 'Invalid name: it is empty'],
  [{ name: 'x', ttl: 'y' }, 'Invalid ttl: expected number, received string'],
  [{ name: 'x', ttl: 1, nested: {} }, 'Missing nested.event'],
])('%j is told what is wrong with it, for people: %s', (body, text) => {
  const { error } = schema.safeParse(body)
  expect(error && describeIssue(error)).toBe(text)
})
