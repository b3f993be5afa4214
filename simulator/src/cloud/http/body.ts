import express, { type Request, type RequestHandler } from 'express'
import multer from 'multer'
import type { z } from 'zod'
import { ApiError } from './errors.ts'
import { boundedMemory } from './upload-storage.ts'

/** How a body may be sent. */
export type BodyType = 'json' | 'form' | 'upload'

/** A part of an upload that has a file name. */
export type UploadedFile = Pick<Express.Multer.File, 'originalname' | 'buffer' | 'fieldname'>

/** Largest JSON or form body. Nothing that a client of Particle's sends this way is near it. */
const BODY_LIMIT_BYTES = 256 * 1024

const upload = multer({
  storage: boundedMemory(),
  preservePath: true,
  // particle-cli sends no file of more than 10 MB, nor does any project have a thousand.
  limits: { fileSize: 10 * 1024 * 1024, files: 1_000, fields: 64, fieldSize: BODY_LIMIT_BYTES },
}).any()

/** Takes any part that has a file name, whatever the part is called: clients disagree about it. */
const uploadParser: RequestHandler = (req, res, next) => {
  upload(req, res, (error: unknown) => {
    if (error === undefined || error === null) return next()
    if (error instanceof ApiError) return next(error)
    const tooLarge = error instanceof multer.MulterError && error.code.startsWith('LIMIT_')
    const reason = error instanceof Error ? error.message : String(error)
    next(new ApiError(tooLarge ? 413 : 400, `The upload cannot be read: ${reason}`, { cause: error }))
  })
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
