import express, { type Request, type RequestHandler } from 'express'
import multer from 'multer'
import type { z } from 'zod'
import { ApiError } from './errors.ts'

/** Largest JSON or form body. Nothing that a client of Particle's sends this way is near it. */
const BODY_LIMIT_BYTES = 256 * 1024

export const formParser: RequestHandler = express.urlencoded({ extended: false, limit: BODY_LIMIT_BYTES })

export const jsonParser: RequestHandler = express.json({ limit: BODY_LIMIT_BYTES })

const upload = multer({
  storage: multer.memoryStorage(),
  preservePath: true,
  limits: { fileSize: 2 * 1024 * 1024, files: 64, fields: 64 },
}).any()

/** Takes any part that has a file name, whatever the part is called: clients disagree about it. */
export const uploadParser: RequestHandler = (req, res, next) => {
  upload(req, res, (error: unknown) => {
    if (error === undefined || error === null) return next()
    const tooLarge = error instanceof multer.MulterError && error.code.startsWith('LIMIT_')
    const reason = error instanceof Error ? error.message : String(error)
    next(new ApiError(tooLarge ? 413 : 400, `The upload cannot be read: ${reason}`, { cause: error }))
  })
}

/** The parsed body; empty when there was none. */
export function bodyOf(req: Request): Readonly<Record<string, unknown>> {
  const body: unknown = req.body
  return isRecord(body) ? body : {}
}

/**
 * The body as the schema reads it.
 *
 * @throws ApiError 400 that names the first field that is wrong.
 */
export function readBody<Schema extends z.ZodType>(req: Request, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(bodyOf(req))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join('.')
  throw new ApiError(400, `${field ? `Invalid ${field}: ` : ''}${issue?.message ?? 'invalid body'}`)
}

/** The files of an upload. */
export function filesOf(req: Request): readonly Express.Multer.File[] {
  return Array.isArray(req.files) ? req.files : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
