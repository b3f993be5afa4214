import { timestampOf } from '../http/timestamp.ts'
import type { CloudEvent } from './entity.ts'

/** Dispatching takes an event to everybody before it takes up the next: the last one is all there is to keep. */
let last: { readonly event: CloudEvent; readonly frame: string } | undefined

/** The event as the bytes of an event stream, made once however many feeds carry it. */
export function formatEvent(event: CloudEvent): string {
  if (last?.event !== event) last = { event, frame: frameOf(event) }
  return last.frame
}

/** JSON keys in the recorded order; events of a product carry four more. */
function frameOf(event: CloudEvent): string {
  const json = JSON.stringify({
    data: event.data,
    ttl: event.ttlSeconds,
    published_at: timestampOf(Math.floor(event.publishedAtMs)),
    coreid: event.coreid,
    ...(event.productId !== null && {
      userid: event.ownerId,
      version: event.firmwareVersion,
      public: event.isPublic,
      productID: event.productId,
    }),
  })
  return `event: ${event.name}\ndata: ${json}\n\n`
}

/** Opens every stream. */
export const STREAM_GREETING = ':ok\n\n'

/** Keeps a silent stream open. */
export const STREAM_KEEP_ALIVE = '\n'
