import type { Request } from 'express'
import type { StorageEngine } from 'multer'
import { ApiError } from './errors.ts'

/** Largest upload, all of its files together. */
const UPLOAD_LIMIT_BYTES = 16 * 1024 * 1024

/** Keeps the files of an upload in memory, and counts them as they come: many small ones are as large as one. */
export function boundedMemory(): StorageEngine {
  const received = new WeakMap<Request, number>()

  return {
    _handleFile(req, file, done) {
      const chunks: Buffer[] = []
      file.stream.on('data', (chunk: Buffer) => {
        const total = (received.get(req) ?? 0) + chunk.length
        received.set(req, total)
        if (total <= UPLOAD_LIMIT_BYTES) chunks.push(chunk)
        else done(new ApiError(413, `The upload is larger than ${UPLOAD_LIMIT_BYTES} bytes`))
      })
      file.stream.once('error', done)
      file.stream.once('end', () => {
        const buffer = Buffer.concat(chunks)
        done(null, { buffer, size: buffer.length })
      })
    },
    _removeFile(_req, _file, done) {
      done(null)
    },
  }
}
