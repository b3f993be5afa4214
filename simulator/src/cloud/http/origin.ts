import type { Request } from 'express'

/**
 * The address by which this cloud was reached, such as `http://127.0.0.1:8080`. Empty for a request that does not
 * say; clients take a bare path for one on the cloud that they know.
 */
export function originOf(req: Request): string {
  const host = req.get('Host')
  return host === undefined ? '' : `${req.protocol}://${host}`
}
