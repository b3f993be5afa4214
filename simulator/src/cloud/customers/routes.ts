import type { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { ApiError } from '../http/errors.ts'
import { pageQuery, paginate } from '../http/query.ts'
import { type OwnCall, openRoute, type Route, route, SENT } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import { formatGrant } from '../oauth/format.ts'
import { setTokenHeaders } from '../oauth/routes.ts'
import { grantAnswer } from '../oauth/schemas.ts'
import { productAccess } from '../products/access.ts'
import { creatorOf } from './creator.ts'
import { CustomerExistsError } from './customer-exists.ts'
import { deleteCustomer } from './delete.ts'
import type { Customer } from './entity.ts'
import { formatCustomer, formatCustomerDevice } from './format.ts'
import { creationBody, customersAnswer, passwordBody } from './schemas.ts'

export function customerRoutes(cloud: CloudContext): Route[] {
  // Before there were products, there were organizations of one product each.
  const paths = ['/v1/products/:product/customers', '/v1/orgs/:product/customers']
  const pathsOfOne = paths.map(path => `${path}/:customer`)

  return [
    openRoute(
      {
        method: 'post',
        path: paths,
        summary: 'Create a customer of a product',
        body: creationBody,
        status: 201,
        answer: grantAnswer,
        credentials: ['client', 'token'],
      },
      async ({ req, res, params, body }) => {
        const { product, clientId, redirectUri } = await creatorOf(cloud, req, params)
        const { email, password, no_password: noPassword } = body
        const customer = await cloud.customers.create(
          product.id,
          email,
          noPassword ? null : (password ?? null),
        )
        if (customer === undefined) throw new CustomerExistsError(email.toLowerCase())
        const token = await cloud.tokens.issue({
          clientId,
          account: { kind: 'customer', id: customer.id },
          scope: `customer=${customer.username}`,
        })
        setTokenHeaders(res)
        const grant = formatGrant(token, cloud.clock)
        if (redirectUri === undefined) return grant
        res.status(302).set('Location', inFragment(redirectUri, grant)).end()
        return SENT
      },
    ),
    route(
      {
        method: 'get',
        path: paths,
        summary: "List a product's customers",
        query: pageQuery,
        answer: customersAnswer,
      },
      async ({ caller, params, query }) => {
        const product = await productAccess(cloud, params, caller.account)
        const { items, totalPages } = paginate(await cloud.customers.list(product.id), query)
        const rows = await Promise.all(
          items.map(async customer => ({ customer, devices: await cloud.devices.ownedBy(customer.id) })),
        )
        const devices = rows.flatMap(row => row.devices)
        const presences = await Promise.all(devices.map(device => cloud.devices.presence(device.id)))
        return {
          customers: rows.map(row => formatCustomer(row.customer, row.devices)),
          devices: devices.map((device, i) => formatCustomerDevice(device, presences[i] !== undefined)),
          meta: { total_pages: totalPages },
        }
      },
    ),
    route(
      {
        method: 'put',
        path: pathsOfOne,
        summary: "Set a customer's password",
        body: passwordBody,
        answer: okAnswer,
      },
      async call => {
        const customer = await customerOf(cloud, call)
        await cloud.customers.setPassword(customer.id, call.body.password)
        return { ok: true }
      },
    ),
    route(
      {
        method: 'delete',
        path: pathsOfOne,
        summary: 'Delete a customer, with its tokens, claim codes and hold on devices',
        answer: okAnswer,
      },
      async call => {
        await deleteCustomer(cloud, await customerOf(cloud, call))
        return { ok: true }
      },
    ),
  ]
}

/** The customer of the path, for a member of the product's team. */
async function customerOf(
  cloud: CloudContext,
  { caller, params }: Pick<OwnCall, 'caller' | 'params'>,
): Promise<Customer> {
  const product = await productAccess(cloud, params, caller.account)
  const customer = await cloud.customers.find(product.id, params['customer'] ?? '')
  if (customer === undefined) throw new ApiError(404, 'Customer not found.')
  return customer
}

/** RFC 6749, 4.2.2: without the refresh token. */
function inFragment(uri: string, { refresh_token: _, ...grant }: z.input<typeof grantAnswer>): string {
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(grant)) fields.set(name, String(value))
  return `${uri.replace(/#.*$/s, '')}#${fields}`
}
