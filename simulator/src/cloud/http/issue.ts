import type { z } from 'zod'

/** What is wrong with a request, in a sentence about its first field that is: for people who never heard of a schema. */
export function describeIssue({ issues: [issue] }: z.ZodError): string {
  const field = issue?.path.join('.')
  if (issue === undefined || !field) return issue?.message ?? 'The request cannot be read'
  if (issue.code === 'invalid_type' && /received undefined$/.test(issue.message)) return `Missing ${field}`
  if (issue.code === 'too_small' && issue.minimum === 1) return `Invalid ${field}: it is empty`
  return `Invalid ${field}: ${issue.message.replace(/^Invalid input: /, '')}`
}
