import { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { completeEvent } from '../events/entity.ts'
import { ApiError } from '../http/errors.ts'
import { originOf } from '../http/origin.ts'
import { type Route, route } from '../http/route.ts'
import { okAnswer } from '../http/schemas.ts'
import { formatDetail, formatIntegration } from './format.ts'
import { createdAnswer, detailAnswer, integrationAnswer, integrationBody, testAnswer } from './schemas.ts'
import { integrationScope, requireIntegration } from './scope.ts'

/** Those of one user, or of one product. */
const MAX_INTEGRATIONS = 100

/** One store in two views: `webhooks` is what older clients call `integrations`. */
export function integrationRoutes(cloud: CloudContext): Route[] {
  return [
    ...viewRoutes(cloud, { word: 'integrations', key: 'integration', title: 'Integration' }),
    ...viewRoutes(cloud, { word: 'webhooks', key: 'webhook', title: 'Webhook' }),
    deleteRoute(cloud, 'Integration', [
      '/v1/integrations/:integration',
      '/v1/products/:product/integrations/:integration',
    ]),
    deleteRoute(cloud, 'Webhook', ['/v1/products/:product/webhooks/:integration']),
    route(
      {
        method: 'delete',
        path: '/v1/webhooks/:integration',
        summary: 'Delete a webhook; particle-cli 3.43.1 needs a body to believe it',
        answer: okAnswer,
      },
      async ({ caller, params }) => {
        await deleteIntegration(cloud, (await requireIntegration(cloud, caller, params, 'Webhook')).id)
        return { ok: true }
      },
    ),
  ]
}

function viewRoutes(
  cloud: CloudContext,
  { word, key, title }: { word: string; key: 'integration' | 'webhook'; title: string },
): Route[] {
  const paths = [`/v1/${word}`, `/v1/products/:product/${word}`]
  const onePaths = paths.map(path => `${path}/:integration`)

  return [
    route(
      {
        method: 'post',
        path: paths,
        summary: `Create ${article(key)} ${key}`,
        body: integrationBody,
        answer: createdAnswer,
        status: 201,
      },
      async ({ caller, params, body, req }) => {
        const scope = await integrationScope(cloud, caller, params)
        const others = await cloud.integrations.list(scope)
        // Status and text as recorded.
        if (others.length >= MAX_INTEGRATIONS) throw new ApiError(410, 'Too many web hooks for this device')
        const integration = await cloud.integrations.create(scope, body)
        const hookUrl = `${originOf(req)}${req.path.replace(/\/$/, '')}/${integration.id}`
        return { ...formatIntegration(integration), ok: true, hookUrl }
      },
    ),
    route(
      { method: 'get', path: paths, summary: `List ${word}`, answer: z.array(integrationAnswer) },
      async ({ caller, params }) => {
        const scope = await integrationScope(cloud, caller, params)
        return (await cloud.integrations.list(scope)).map(formatIntegration)
      },
    ),
    route(
      {
        method: 'get',
        path: onePaths,
        summary: `Show ${article(key)} ${key} and what became of its latest calls`,
        answer: z.object({ webhook: detailAnswer.optional(), integration: detailAnswer.optional() }),
      },
      async ({ caller, params }) => {
        const integration = await requireIntegration(cloud, caller, params, title)
        const history = await cloud.hookHistories.of(integration.id)
        return { [key]: formatDetail(integration, history) }
      },
    ),
    route(
      {
        method: 'put',
        path: onePaths,
        summary: `Replace ${article(key)} ${key}`,
        body: integrationBody,
        answer: createdAnswer.omit({ hookUrl: true }),
      },
      async ({ caller, params, body }) => {
        const { id } = await requireIntegration(cloud, caller, params, title)
        const integration = await cloud.integrations.replace(id, body)
        if (integration === undefined) throw new ApiError(404, `${title} not found`)
        return { ...formatIntegration(integration), ok: true }
      },
    ),
    route(
      {
        method: 'post',
        path: onePaths.map(path => `${path}/test`),
        summary: 'Call as if an event had come, and tell what came of it',
        answer: testAnswer,
      },
      async ({ caller, params }) => {
        const integration = await requireIntegration(cloud, caller, params, title)
        const { status, error } = await cloud.webhooks.run(
          integration,
          completeEvent(
            {
              name: integration.settings.event,
              data: 'test-event',
              coreid: integration.settings.deviceId ?? 'api',
              ownerId: integration.ownerId,
              productId: integration.productId,
            },
            cloud.clock.unixMs(),
          ),
        )
        return { ok: error === null, status, ...(error !== null && { error }) }
      },
    ),
  ]
}

function deleteRoute(cloud: CloudContext, title: string, path: readonly string[]): Route {
  return route(
    { method: 'delete', path, summary: `Delete ${article(title)} ${title.toLowerCase()}`, answer: null },
    async ({ caller, params }) => {
      await deleteIntegration(cloud, (await requireIntegration(cloud, caller, params, title)).id)
    },
  )
}

async function deleteIntegration(cloud: CloudContext, id: string): Promise<void> {
  await cloud.integrations.delete(id)
  await cloud.hookHistories.forget(id)
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a'
}
