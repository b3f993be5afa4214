import express, { type Request, type RequestHandler } from 'express'
import type { z } from 'zod'
import { BODY_LIMIT_BYTES } from './body-limit.ts'
import { ApiError } from './errors.ts'

/** How a body may be sent. */
export type BodyType = 'json' | 'form' | 'upload'

/** A part of an upload that has a file name. */
export type UploadedFile = Pick<Express.Multer.File, 'originalname' | 'buffer' | 'fieldname'>

/** Few requests upload anything, and the cloud starts sooner without what reads them. */
const uploadParser: RequestHandler = async (req, res, next) => {
  const upload = await import('./upload.ts')
  upload.uploadParser(req, res, next)
}

const PARSERS: Readonly<Record<BodyType, RequestHandler>> = {
  json: express.json({ limit: BODY_LIMIT_BYTES }),
  form: express.urlencoded({ extended: false, limit: BODY_LIMIT_BYTES }),
  upload: uploadParser,
}

/** Reads bodies of those types, and leaves every other one unread. */
export function bodyParsers(types: readonly BodyType[]): RequestHandler[] {
  return types.map(type => {
    const parse = PARSERS[type]
    const parser: RequestHandler = (req, res, next) => (hasBody(req) ? parse(req, res, next) : next())
    return parser
  })
}

/** RFC 9112, section 6: a body is announced by one of these two. */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
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
export function filesOf(req: Request): readonly UploadedFile[] {
  return Array.isArray(req.files) ? req.files : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
