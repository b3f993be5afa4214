import type { RequestHandler } from 'express'
import multer from 'multer'
import { BODY_LIMIT_BYTES } from './body-limit.ts'
import { ApiError } from './errors.ts'
import { boundedMemory } from './upload-storage.ts'

const upload = multer({
  storage: boundedMemory(),
  preservePath: true,
  // particle-cli sends no file of more than 10 MB, nor does any project have a thousand.
  limits: { fileSize: 10 * 1024 * 1024, files: 1_000, fields: 64, fieldSize: BODY_LIMIT_BYTES },
}).any()

/** Takes any part that has a file name, whatever the part is called: clients disagree about it. */
export const uploadParser: RequestHandler = (req, res, next) => {
  upload(req, res, (error: unknown) => {
    if (error === undefined || error === null) return next()
    if (error instanceof ApiError) return next(error)
    const tooLarge = error instanceof multer.MulterError && error.code.startsWith('LIMIT_')
    const reason = error instanceof Error ? error.message : String(error)
    next(new ApiError(tooLarge ? 413 : 400, `The upload cannot be read: ${reason}`, { cause: error }))
  })
}
