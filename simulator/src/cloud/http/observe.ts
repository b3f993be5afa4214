import type { Request, Response } from 'express'
import type { Clock } from '../../world/clock.ts'

/** A request that is over: answered, or left by the client. */
export type RequestRecord = {
  method: string
  /** Path and query, secrets replaced by `…`. */
  path: string
  status: number
  /** Simulated milliseconds from the first byte to the last; for a stream, as long as it was open. */
  ms: number
}

/** Tells the observer of a request once it is over. */
export function observe(
  clock: Clock,
  observer: (record: RequestRecord) => void,
): (req: Request, res: Response) => void {
  return (req, res) => {
    const startMs = clock.nowMs()
    res.once('close', () =>
      observer({
        method: req.method,
        path: redact(req.originalUrl),
        status: res.statusCode,
        ms: clock.nowMs() - startMs,
      }),
    )
  }
}

/** Tokens travel in the query, and in the path where one is revoked. */
export function redact(url: string): string {
  if (!url.includes('?') && !url.includes('/access_tokens/')) return url
  return url
    .replace(/([?&](?:\w*token|client_secret|\w*password|otp|recovery_code)=)[^&#]*/gi, '$1…')
    .replace(/(\/access_tokens\/)(?!current\b)[^/?#]+/i, '$1…')
}
