import type { Route } from '../../http/route.ts'
import type { Products } from '../entity.ts'
import { scopeOf } from './scopes.ts'

/** Says of each request about a product which scope it takes. As recorded: `product_10001:product:get`. */
export function nameScope(products: Products, route: Route): Route {
  if (!route.paths.some(path => path.includes('/:product'))) return route
  const scopes = new Map(route.paths.map(path => [path, scopeOf(route.method, path)]))
  return {
    ...route,
    async serve(authenticate, req, res) {
      const scope = scopes.get(req.route?.path)
      const name = req.params['product']
      const product = scope === undefined || !name ? undefined : await products.find(String(name))
      if (product !== undefined) {
        res.set('X-Requested-Scope', `product_${product.id}:${scope?.replace(/^products:/, 'product:')}`)
      }
      await route.serve(authenticate, req, res)
    },
  }
}
