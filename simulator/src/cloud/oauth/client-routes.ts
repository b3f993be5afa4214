import type { CloudContext } from '../context.ts'
import { ApiError } from '../http/errors.ts'
import { type OwnCall, type Route, route } from '../http/route.ts'
import { productAccess } from '../products/access.ts'
import { secrets } from '../secrets.ts'
import { userOf } from '../users/caller.ts'
import { clientIdOf } from './client-id.ts'
import {
  type ClientCreation,
  clientAnswer,
  clientCreationBody,
  clientsAnswer,
  clientUpdateBody,
} from './client-schemas.ts'
import type { OAuthClient } from './clients.ts'
import { deleteClient } from './delete-client.ts'
import { formatClient } from './format.ts'
import { setTokenHeaders } from './routes.ts'

type Owner = Pick<OAuthClient, 'productId' | 'ownerId'>

/** Ids that are tried before a name is given up. */
const ID_ATTEMPTS = 50

/** OAuth clients: a user's own, and those of a product, which its team looks after. */
export function clientRoutes(cloud: CloudContext): Route[] {
  const random = cloud.random.fork('client-ids')
  const paths = ['/v1/clients', '/v1/products/:product/clients']
  const pathsOfOne = paths.map(path => `${path}/:client`)

  const ownerOf = async ({ caller, params }: Pick<OwnCall, 'caller' | 'params'>): Promise<Owner> => {
    const productId =
      params['product'] === undefined ? null : (await productAccess(cloud, params, caller.account)).id
    return { productId, ownerId: userOf(caller).id }
  }
  const clientOf = async (call: Pick<OwnCall, 'caller' | 'params'>): Promise<OAuthClient> => {
    const { productId, ownerId } = await ownerOf(call)
    const client = await cloud.clients.get(call.params['client'] ?? '')
    const theirs = client?.productId === productId && (productId !== null || client.ownerId === ownerId)
    if (client === undefined || !theirs) throw new ApiError(404, 'Client not found.')
    return client
  }
  const create = async (owner: Owner, { name, type, redirect_uri, scope }: ClientCreation) => {
    for (let attempt = 0; attempt < ID_ATTEMPTS; attempt++) {
      const client: OAuthClient = {
        ...owner,
        id: clientIdOf(name, random),
        name,
        type,
        secret: secrets.hex(40),
        ...(redirect_uri !== undefined && { redirectUri: redirect_uri }),
        ...(scope && { scope }),
      }
      if (await cloud.clients.create(client)) return client
    }
    throw new ApiError(400, 'There are too many clients of that name')
  }

  return [
    route(
      { method: 'get', path: paths, summary: 'List OAuth clients, without secrets', answer: clientsAnswer },
      async call => {
        const { productId, ownerId } = await ownerOf(call)
        const clients = await cloud.clients.list(productId === null ? { productId, ownerId } : { productId })
        return { ok: true, clients: clients.map(formatClient) }
      },
    ),
    route(
      {
        method: 'post',
        path: paths,
        summary: 'Create an OAuth client, and see its secret once',
        body: clientCreationBody,
        answer: clientAnswer,
      },
      async call => {
        const { secret, ...client } = await create(await ownerOf(call), call.body)
        const { name, type, ...rest } = formatClient(client)
        setTokenHeaders(call.res)
        return { ok: true, client: { name, type, secret, ...rest } }
      },
    ),
    route(
      {
        method: 'put',
        path: pathsOfOne,
        summary: "Change an OAuth client's name or scope",
        body: clientUpdateBody,
        answer: clientAnswer,
      },
      async call => {
        const { id } = await clientOf(call)
        const { name, scope } = call.body
        const client = await cloud.clients.update(id, {
          ...(name !== undefined && { name }),
          ...(scope !== undefined && { scope }),
        })
        if (client === undefined) throw new ApiError(404, 'Client not found.')
        return { ok: true, client: formatClient(client) }
      },
    ),
    route(
      {
        method: 'delete',
        path: pathsOfOne,
        summary: 'Delete an OAuth client, and with it every token that it was given',
        answer: null,
      },
      async call => {
        await deleteClient(cloud, (await clientOf(call)).id)
      },
    ),
  ]
}
