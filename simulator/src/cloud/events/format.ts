import type { CloudEvent } from './entity.ts'

const frames = new WeakMap<CloudEvent, string>()

/**
 * The event as the bytes of an event stream, made once however many streams carry it. JSON keys in the
 * recorded order; events of a product carry four more.
 */
export function formatEvent(event: CloudEvent): string {
  const known = frames.get(event)
  if (known !== undefined) return known
  const json = JSON.stringify({
    data: event.data,
    ttl: event.ttlSeconds,
    published_at: new Date(event.publishedAtMs).toISOString(),
    coreid: event.coreid,
    ...(event.productId !== null && {
      userid: event.ownerId,
      version: event.firmwareVersion,
      public: event.isPublic,
      productID: event.productId,
    }),
  })
  const frame = `event: ${event.name}\ndata: ${json}\n\n`
  frames.set(event, frame)
  return frame
}

/** Opens every stream. */
export const STREAM_GREETING = ':ok\n\n'

/** Keeps a silent stream open. */
export const STREAM_KEEP_ALIVE = '\n'
