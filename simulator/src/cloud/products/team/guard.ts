import type { Request, Response } from 'express'
import type { CloudContext } from '../../context.ts'
import { HttpError } from '../../http/errors.ts'
import type { Route } from '../../http/route.ts'
import type { Account } from '../../users/accounts.ts'
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
 * Lets API users do what their scopes say, and nothing else of all that the cloud offers; and says of each
 * request about a product which scope it takes.
 */
export function guardApiUsers(cloud: CloudContext, route: Route): Route {
  const scopes = new Map(route.paths.map(path => [path, scopeOf(route.method, path)]))
  return {
    ...route,
    async serve(authenticate, req, res) {
      const scope = scopes.get(req.route?.path)
      if (scope !== undefined) await nameScope(cloud, req, res, scope)
      await route.serve(
        async request => {
          const caller = await authenticate(request)
          checkApiUser(caller.account, scope)
          return caller
        },
        req,
        res,
      )
    },
  }
}

/** @throws ApiUserError 400 for an API user without that scope; without any scope, for every API user. */
export function checkApiUser(account: Account, scope?: string): void {
  const granted = account.kind === 'user' ? account.api?.scopes : undefined
  if (granted === undefined) return
  if (scope === undefined) throw new ApiUserError('API users are not allowed to call this endpoint')
  if (!granted.includes(scope)) throw new ApiUserError(`The API user has not the scope ${scope}`)
}

/** As recorded: `product_10001:product:get`. */
async function nameScope(cloud: CloudContext, req: Request, res: Response, scope: string): Promise<void> {
  const product = await cloud.products.find(String(req.params['product'] ?? ''))
  if (product === undefined) return
  res.set('X-Requested-Scope', `product_${product.id}:${scope.replace(/^products:/, 'product:')}`)
}
