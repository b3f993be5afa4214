import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { z } from 'zod'

/** The control routes' way to say no: a status and a sentence with the value and the way out. */
export class ControlError extends Error {
  readonly code = 'control'
  override readonly name = 'ControlError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** A body that has passed its schema. An absent body counts as `{}`. */
export function bodyOf<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body ?? {})
  if (!result.success) throw new ControlError(400, z.prettifyError(result.error))
  return result.data
}

export function sendOk(res: Response, facts: Readonly<Record<string, unknown>> = {}): void {
  res.json({ ok: true, ...facts })
}

export const notFound: RequestHandler = req => {
  throw new ControlError(
    404,
    `there is no ${req.method} ${req.originalUrl}; below /simulator are photons, networks, clock, faults, ` +
      'journal, health and openapi.json',
  )
}

export const sendError: ErrorRequestHandler = (error, _req, res, _next) => {
  // body-parser's errors carry their status; everything else that is not ours is ours to mend.
  const status = typeof error?.status === 'number' ? error.status : 500
  res.status(status).json({ ok: false, error: error instanceof Error ? error.message : String(error) })
}
