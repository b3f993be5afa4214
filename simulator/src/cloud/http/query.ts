import type { Request } from 'express'

/** One text of the query string; `undefined` when absent or given more than once. */
export function queryText(req: Request, name: string): string | undefined {
  const value: unknown = req.query[name]
  return typeof value === 'string' ? value : undefined
}

/** One segment of the path, decoded. */
export function pathText(req: Request, name: string): string {
  const value: unknown = req.params[name]
  return typeof value === 'string' ? value : ''
}

/** `page` and `per_page` (or `perPage`), as Particle's product lists take them. */
export function pageOf(req: Request): { page: number; perPage: number } {
  return {
    page: positive(queryText(req, 'page'), 1),
    perPage: Math.min(positive(queryText(req, 'per_page') ?? queryText(req, 'perPage'), 25), 100),
  }
}

/** One page of a list, and how many there are. */
export function paginate<Item>(
  items: readonly Item[],
  { page, perPage }: { page: number; perPage: number },
): { items: Item[]; totalPages: number } {
  const start = (page - 1) * perPage
  return {
    items: items.slice(start, start + perPage),
    totalPages: Math.max(1, Math.ceil(items.length / perPage)),
  }
}

function positive(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : otherwise
}
