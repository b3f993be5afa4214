import type { Request } from 'express'
import { z } from 'zod'
import { ApiError } from './errors.ts'
import { describeIssue } from './issue.ts'

/** Query strings of numbers that make no sense count as absent, as Particle's clients expect of lists. */
const positive = (otherwise: number) => z.coerce.number().int().min(1).max(1e9).catch(otherwise)

/** `page` and `per_page` (or `perPage`), as Particle's product lists take them. */
export const pageQuery = z
  .looseObject({
    page: positive(1).default(1),
    per_page: positive(25).optional(),
    perPage: positive(25).optional(),
  })
  .meta({ description: 'Pages count from 1; at most 100 items each, 25 unless stated' })

export type PageQuery = z.output<typeof pageQuery>

/** One page of a list, and how many there are. */
export function paginate<Item>(
  items: readonly Item[],
  { page, per_page, perPage }: PageQuery,
): { items: Item[]; totalPages: number } {
  const size = Math.min(per_page ?? perPage ?? 25, 100)
  const start = (page - 1) * size
  return {
    items: items.slice(start, start + size),
    totalPages: Math.max(1, Math.ceil(items.length / size)),
  }
}

const NO_QUERY: Readonly<Record<string, unknown>> = {}

/** The query string, parsed; Express parses it anew each time it is asked. */
export function queryOf(req: Request): Readonly<Record<string, unknown>> {
  return req.url.includes('?') ? req.query : NO_QUERY
}

/**
 * The query string as the schema reads it.
 *
 * @throws ApiError 400 that names the first field that is wrong.
 */
export function readQuery<Query>(req: Request, schema: z.ZodType<Query>): Query {
  const result = schema.safeParse(queryOf(req))
  if (result.success) return result.data
  throw new ApiError(400, describeIssue(result.error))
}

/** The path's parameters, decoded. */
export function pathParams(req: Request): Readonly<Record<string, string>> {
  // Only wildcards make arrays, and no path here has one.
  return req.params as Readonly<Record<string, string>>
}
