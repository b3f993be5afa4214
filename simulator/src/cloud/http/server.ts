import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http'
import type { Express } from 'express'
import { answerMalformedRequests } from './malformed.ts'

/** A request that takes longer to come in is answered 408. As nginx has it, which stands before Particle's cloud. */
const REQUEST_LIMIT_MS = 60_000

/**
 * A server for an Express app whose requests and responses are what the app would make of them: Express
 * changes the prototype of both on every request, which costs more than all the rest of a small answer.
 *
 * @param beside listeners that take requests for and below a path instead of the app, such as `/simulator`;
 *   the path stays part of the URL that they see.
 */
export function createCloudServer(
  app: Express,
  beside: Readonly<Record<`/${string}`, RequestListener>> = {},
): Server {
  const listeners = Object.entries(beside)
  const options = { ...messageClasses(app), requestTimeout: REQUEST_LIMIT_MS }
  const server = createServer(options, (req, res) => {
    const url = req.url ?? ''
    const listener = listeners.find(([path]) => isBelow(url, path))?.[1] ?? app
    listener(req, res)
  })
  answerMalformedRequests(server)
  return server
}

/** The app is given the classes' prototypes in place of its own two objects, which they inherit from. */
function messageClasses(app: Express) {
  class CloudRequest extends IncomingMessage {}
  class CloudResponse<Request extends IncomingMessage> extends ServerResponse<Request> {}
  Object.setPrototypeOf(CloudRequest.prototype, app.request)
  Object.setPrototypeOf(CloudResponse.prototype, app.response)
  Object.assign(app, { request: CloudRequest.prototype, response: CloudResponse.prototype })
  return { IncomingMessage: CloudRequest, ServerResponse: CloudResponse }
}

/** As Express compares paths: whole segments, in any case. */
function isBelow(url: string, path: string): boolean {
  const next = url[path.length]
  return (
    (next === undefined || next === '/' || next === '?') && url.slice(0, path.length).toLowerCase() === path
  )
}
