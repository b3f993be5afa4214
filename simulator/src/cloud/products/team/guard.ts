import type { Request } from 'express'
import { HttpError } from '../../http/errors.ts'
import type { Authenticate } from '../../oauth/present.ts'
import { scopeOf } from './scopes.ts'

/** An API user asks for what it may not. Source: docs.particle.io, "Errors - API users". */
class ApiUserError extends HttpError {
  readonly code = 'api-user'
  readonly body: object

  constructor(description: string) {
    super(400, description)
    this.body = { error: 'unauthorized', error_description: description }
  }
}

/**
 * Lets API users do what their scopes say, and nothing else of all that the cloud offers.
 *
 * @throws ApiUserError 400
 */
export function holdApiUsers(authenticate: Authenticate): Authenticate {
  return async req => {
    const caller = await authenticate(req)
    if (caller.account.kind === 'user' && caller.account.api !== undefined) {
      check(caller.account.api.scopes, req)
    }
    return caller
  }
}

function check(granted: readonly string[], req: Request): void {
  const scope = scopeOf(req.method.toLowerCase(), String(req.route?.path))
  if (scope === undefined) throw new ApiUserError('API users are not allowed to call this endpoint')
  if (!granted.includes(scope)) throw new ApiUserError(`The API user does not have the scope ${scope}`)
}
