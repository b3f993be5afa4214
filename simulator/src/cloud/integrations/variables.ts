import type { CloudEvent } from '../events/entity.ts'
import { timestampOf } from '../http/timestamp.ts'
import { jsonVariables } from './template.ts'

/**
 * What templates may name of an event: the fields of its data when that is JSON, and the names that Particle has
 * given, of which those with SPARK are the older. Source: docs.particle.io, webhook reference, pre-defined variables.
 */
export function variablesOf(event: CloudEvent): object {
  const data = event.data ?? ''
  const publishedAt = timestampOf(event.publishedAtMs)
  const json = JSON.stringify({ ...defaultsOf(event), public: event.isPublic })
  return {
    ...jsonVariables(data),
    PARTICLE_EVENT_NAME: event.name,
    PARTICLE_EVENT_VALUE: data,
    PARTICLE_DEVICE_ID: event.coreid,
    PARTICLE_PUBLISHED_AT: publishedAt,
    PARTICLE_EVENT_JSON: json,
    PARTICLE_EVENT_BASE64: Buffer.from(json).toString('base64'),
    SPARK_EVENT_NAME: event.name,
    SPARK_EVENT_VALUE: data,
    SPARK_CORE_ID: event.coreid,
    SPARK_PUBLISHED_AT: publishedAt,
    ...(event.productId !== null && {
      PRODUCT_ID: event.productId,
      PRODUCT_USER_ID: event.ownerId,
      PRODUCT_VERSION: event.firmwareVersion,
    }),
  }
}

/** What goes with every call that does not leave it out, in the documented order. */
export function defaultsOf(event: CloudEvent): Record<string, string> {
  return {
    event: event.name,
    data: event.data ?? '',
    published_at: timestampOf(event.publishedAtMs),
    coreid: event.coreid,
  }
}
