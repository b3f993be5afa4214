import type { Request } from 'express'
import type { CloudContext } from '../context.ts'
import { basicCredentials } from '../http/basic.ts'
import { bodyOf } from '../http/body.ts'
import { ApiError, OAuthError } from '../http/errors.ts'
import { pageQuery, paginate } from '../http/query.ts'
import { type OwnCall, openRoute, type Route, route } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import { formatGrant } from '../oauth/format.ts'
import { clientOf, setTokenHeaders } from '../oauth/routes.ts'
import { grantAnswer } from '../oauth/schemas.ts'
import { productAccess } from '../products/access.ts'
import type { Product } from '../products/entity.ts'
import { CustomerExistsError } from './customer-exists.ts'
import { deleteCustomer } from './delete.ts'
import type { Customer } from './entity.ts'
import { formatCustomer, formatCustomerDevice } from './format.ts'
import { creationBody, customersAnswer, passwordBody } from './schemas.ts'

type Params = Readonly<Record<string, string>>

export function customerRoutes(cloud: CloudContext): Route[] {
  return [
    openRoute(
      {
        method: 'post',
        path: '/v1/products/:product/customers',
        summary: 'Create a customer of a product',
        body: creationBody,
        status: 201,
        answer: grantAnswer,
        credentials: ['client', 'token'],
      },
      async ({ req, res, params, body }) => {
        const { product, clientId } = await creatorOf(cloud, req, params)
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
        return formatGrant(token, cloud.clock)
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/products/:product/customers',
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
        path: '/v1/products/:product/customers/:customer',
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
        path: '/v1/products/:product/customers/:customer',
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

/** Customers are made by a client of their product, or by a member of its team. */
async function creatorOf(
  cloud: CloudContext,
  req: Request,
  params: Params,
): Promise<{ product: Product; clientId: string }> {
  const withClient = basicCredentials(req.get('Authorization')) ?? bodyOf(req)['client_id']
  if (withClient === undefined) {
    const { account, token } = await cloud.authenticate(req)
    return { product: await productAccess(cloud, params, account), clientId: token.clientId }
  }
  const { id, client } = await clientOf(req, cloud.clients)
  const product = await cloud.products.find(params['product'] ?? '')
  if (product === undefined) throw new ApiError(404, 'Product not found.')
  if (client?.productId !== product.id) {
    throw new OAuthError('invalid_client', 'Client credentials are invalid')
  }
  return { product, clientId: id }
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
