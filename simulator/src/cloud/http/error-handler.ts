import type { ErrorRequestHandler, RequestHandler } from 'express'
import { ApiError, HttpError, OAuthError } from './errors.ts'

/** What no route took. */
export const notFound: RequestHandler = () => {
  throw new ApiError(404, 'Not Found')
}

/**
 * Every failure becomes JSON: Particle's clients parse what they get, whatever its status. What is not
 * a refusal of ours is either the caller's (bad JSON, bad percent-encoding, too large) or our bug.
 */
export function errorHandler(onFailure: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    if (res.headersSent) {
      res.destroy()
      onFailure(error)
      return
    }
    const refusal = error instanceof HttpError ? error : fromForeignError(error, req.path)
    if (refusal.status >= 500 && refusal !== error) onFailure(error)
    res.status(refusal.status).set(refusal.headers).json(refusal.body)
  }
}

function fromForeignError(error: unknown, path: string): HttpError {
  const status = statusOf(error)
  if (status === undefined) return new ApiError(500, 'Internal Server Error', { cause: error })
  // The token endpoint has one envelope, and one status for requests that it cannot read.
  if (path.toLowerCase() === '/oauth/token') return new OAuthError('invalid_request', describe(error, status))
  return new ApiError(status, describe(error, status), { cause: error })
}

/** Express and its body parsers mark what the caller did wrong with a 4xx of their own. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  if ('status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500) {
    return error.status
  }
  return undefined
}

function describe(error: unknown, status: number): string {
  const type = error instanceof Error && 'type' in error ? error.type : undefined
  if (type === 'entity.parse.failed') return 'The request body is not valid JSON'
  if (status === 413) return 'The request body is too large'
  if (error instanceof URIError) return 'The request path is not valid percent-encoding'
  return error instanceof Error ? error.message : 'Bad Request'
}
