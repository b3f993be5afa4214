import { type Request, Router } from 'express'
import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { basicCredentials } from '../http/basic.ts'
import { bodyOf, readBody } from '../http/body.ts'
import { ApiError, OAuthError } from '../http/errors.ts'
import { pageOf, paginate, pathText } from '../http/query.ts'
import { formatGrant } from '../oauth/format.ts'
import { clientOf, setTokenHeaders } from '../oauth/routes.ts'
import { productAccess } from '../products/access.ts'
import type { Product } from '../products/entity.ts'
import { CustomerExistsError } from './customer-exists.ts'
import { deleteCustomer } from './delete.ts'
import type { Customer } from './entity.ts'
import { formatCustomer, formatCustomerDevice } from './format.ts'

const flag = z.union([z.boolean(), z.string()]).transform(value => value === true || value === 'true')

const creationSchema = z
  .looseObject({
    email: z.string().trim().min(1).max(254),
    password: z.string().min(1).optional(),
    no_password: flag.default(false),
  })
  .refine(({ password, no_password }) => password !== undefined || no_password, {
    path: ['password'],
    message: 'give a password, or no_password=true',
  })

const passwordSchema = z.looseObject({ password: z.string().min(1) })

export function customerRoutes(cloud: CloudContext): Router {
  const router = Router()

  router.post('/v1/products/:product/customers', async (req, res) => {
    const { product, clientId } = await creatorOf(cloud, req)
    const { email, password, no_password: noPassword } = readBody(req, creationSchema)
    const customer = await cloud.customers.create(product.id, email, noPassword ? null : (password ?? null))
    if (customer === undefined) throw new CustomerExistsError(email.toLowerCase())
    const token = await cloud.tokens.issue({
      clientId,
      account: { kind: 'customer', id: customer.id },
      scope: `customer=${customer.username}`,
    })
    setTokenHeaders(res).status(201).json(formatGrant(token, cloud.clock))
  })

  router.get('/v1/products/:product/customers', async (req, res) => {
    const { account } = await cloud.authenticate(req)
    const product = await productAccess(cloud, req, account)
    const { items, totalPages } = paginate(await cloud.customers.list(product.id), pageOf(req))
    const rows = await Promise.all(
      items.map(async customer => ({ customer, devices: await cloud.devices.ownedBy(customer.id) })),
    )
    const devices = rows.flatMap(row => row.devices)
    const presences = await Promise.all(devices.map(device => cloud.devices.presence(device.id)))
    res.json({
      customers: rows.map(row => formatCustomer(row.customer, row.devices)),
      devices: devices.map((device, i) => formatCustomerDevice(device, presences[i] !== undefined)),
      meta: { total_pages: totalPages },
    })
  })

  router.put('/v1/products/:product/customers/:customer', async (req, res) => {
    const customer = await customerOf(cloud, req)
    await cloud.customers.setPassword(customer.id, readBody(req, passwordSchema).password)
    res.json({ ok: true })
  })

  router.delete('/v1/products/:product/customers/:customer', async (req, res) => {
    await deleteCustomer(cloud, await customerOf(cloud, req))
    res.json({ ok: true })
  })

  return router
}

/** Customers are made by a client of their product, or by a member of its team. */
async function creatorOf(cloud: CloudContext, req: Request): Promise<{ product: Product; clientId: string }> {
  const withClient = basicCredentials(req.get('Authorization')) ?? bodyOf(req)['client_id']
  if (withClient === undefined) {
    const { account, token } = await cloud.authenticate(req)
    return { product: await productAccess(cloud, req, account), clientId: token.clientId }
  }
  const { id, client } = await clientOf(req, cloud.clients)
  const product = await cloud.products.find(pathText(req, 'product'))
  if (product === undefined) throw new ApiError(404, 'Product not found.')
  if (client?.productId !== product.id) {
    throw new OAuthError('invalid_client', 'Client credentials are invalid')
  }
  return { product, clientId: id }
}

/** The customer of the path, for a member of the product's team. */
async function customerOf(cloud: CloudContext, req: Request): Promise<Customer> {
  const { account } = await cloud.authenticate(req)
  const product = await productAccess(cloud, req, account)
  const customer = await cloud.customers.find(product.id, pathText(req, 'customer'))
  if (customer === undefined) throw new ApiError(404, 'Customer not found.')
  return customer
}
