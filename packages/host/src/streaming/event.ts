import { eventDataSchema } from '@particle-setup/protocol/cloud'
import { DEFAULT_EVENT_TTL_SECONDS } from '@particle-setup/protocol/device'

/** One event of a device. */
export interface ParticleEvent {
  name: string
  /** What the device sent; `null` when it sent nothing. */
  data: string | null
  /** When the cloud took it. */
  publishedAt: Date
  /** The device's id; `api` or `particle-internal` for an event that no device sent. */
  deviceId: string
  /** Seconds. */
  ttl: number
}

/**
 * Reads the JSON behind `data:` of a Particle stream.
 *
 * @throws SyntaxError or a schema's error when it is something else.
 */
export function parseEvent(name: string, json: string): ParticleEvent {
  const { data, ttl, published_at, coreid } = eventDataSchema.parse(JSON.parse(json))
  const publishedAt = new Date(published_at)
  if (Number.isNaN(publishedAt.getTime())) throw new SyntaxError('published_at is not a date')
  return { name, data, publishedAt, deviceId: coreid, ttl: Number(ttl ?? DEFAULT_EVENT_TTL_SECONDS) }
}
