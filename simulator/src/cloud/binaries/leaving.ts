import type { Response } from 'express'
import { HttpError } from '../http/errors.ts'

/** Aborts when the client leaves before it was answered. */
export function leaving(res: Response): AbortSignal {
  const gone = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) gone.abort(new ClientGoneError())
  })
  return gone.signal
}

/** Nobody waits for the answer any more. The status is nginx's, for logs alone. */
export class ClientGoneError extends HttpError {
  readonly code = 'client-gone'
  readonly body = { ok: false, error: 'The client left before it was answered' }

  constructor() {
    super(499, 'the client left before it was answered')
  }
}
