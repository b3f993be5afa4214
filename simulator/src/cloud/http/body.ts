import express, { type Request, type RequestHandler, type Response } from 'express'
import type { z } from 'zod'
import { BODY_LIMIT_BYTES } from './body-limit.ts'
import { ApiError } from './errors.ts'
import { describeIssue } from './issue.ts'

/** How a body may be sent. */
export type BodyType = 'json' | 'form' | 'upload'

/** A part of an upload that has a file name. */
export type UploadedFile = Pick<Express.Multer.File, 'originalname' | 'buffer' | 'fieldname'>

const PARSERS: Readonly<Record<Exclude<BodyType, 'upload'>, RequestHandler>> = {
  json: express.json({ limit: BODY_LIMIT_BYTES }),
  form: express.urlencoded({ extended: false, limit: BODY_LIMIT_BYTES }),
}

/** Reads bodies of those types, and leaves every other one unread; an upload, too, until its sender is known. */
export function bodyParsers(types: readonly BodyType[]): RequestHandler[] {
  return types
    .filter(type => type !== 'upload')
    .map(type => {
      const parse = PARSERS[type]
      const parser: RequestHandler = (req, res, next) => (hasBody(req) ? parse(req, res, next) : next())
      return parser
    })
}

/**
 * Reads an upload, where the request is one.
 *
 * @throws ApiError 400 for one that cannot be read, 413 for one that is too large.
 */
export async function readUpload(req: Request, res: Response): Promise<void> {
  if (!hasBody(req)) return
  // Few requests upload anything, and the cloud starts sooner without what reads them.
  const { uploadParser } = await import('./upload.ts')
  await new Promise<void>((resolve, reject) =>
    uploadParser(req, res, error => (error === undefined ? resolve() : reject(error))),
  )
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
  throw new ApiError(400, describeIssue(result.error))
}

/** The files of an upload. */
export function filesOf(req: Request): readonly UploadedFile[] {
  return Array.isArray(req.files) ? req.files : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
