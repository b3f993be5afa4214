import type { z } from 'zod'
import { timestampOf } from '../http/timestamp.ts'
import type { Integration } from './entity.ts'
import type { HookHistory, HookLogEntry } from './history.ts'
import type { detailAnswer, integrationAnswer } from './schemas.ts'

/** As it was stated: what is at its default appears only where Particle's recorded answers have it. */
export function formatIntegration(integration: Integration): z.input<typeof integrationAnswer> {
  const { id, createdAtMs, settings } = integration
  const optional = {
    name: settings.name,
    deviceID: settings.deviceId,
    mydevices: settings.myDevices,
    json: settings.json,
    form: settings.form,
    body: settings.body,
    query: settings.query,
    headers: settings.headers,
    auth: settings.auth,
    responseTopic: settings.responseTopic,
    responseTemplate: settings.responseTemplate,
    errorResponseTopic: settings.errorResponseTopic,
    disabled: settings.disabled || null,
  }
  return {
    id,
    event: settings.event,
    created_at: iso(createdAtMs),
    integration_type: 'Webhook',
    url: settings.url,
    requestType: settings.requestType,
    noDefaults: settings.noDefaults,
    rejectUnauthorized: settings.rejectUnauthorized,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  }
}

export function formatDetail(
  integration: Integration,
  { logs, errors, counters }: HookHistory,
): z.input<typeof detailAnswer> {
  return {
    ...formatIntegration(integration),
    logs: logs.map(formatEntry),
    errors: errors.map(formatEntry),
    counters: [...counters],
  }
}

function formatEntry(entry: HookLogEntry): z.input<typeof detailAnswer>['logs'][number] {
  const { name, data, coreid, publishedAtMs } = entry.event
  return {
    time: iso(entry.atMs),
    event: { name, data, coreid, published_at: iso(publishedAtMs) },
    request: entry.request,
    status: entry.status,
    response: entry.response,
    error: entry.error,
  }
}

function iso(unixMs: number): string {
  return timestampOf(unixMs)
}
