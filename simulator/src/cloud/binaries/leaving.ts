import type { Response } from 'express'

/** Aborts when the client leaves before it was answered. */
export function leaving(res: Response): AbortSignal {
  const gone = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) gone.abort(new ClientGoneError())
  })
  return gone.signal
}

/** Nobody waits for the answer any more. */
export class ClientGoneError extends Error {
  readonly code = 'client-gone'

  constructor() {
    super('the client left before it was answered')
    this.name = 'ClientGoneError'
  }
}
