import type { StreamDrop } from './events/feed.ts'
import type { RequestRecord } from './http/observe.ts'

/** What happens in a cloud that its operator may want to know. */
export interface CloudNotices {
  /** A request is over. */
  request: RequestRecord
  /** A subscriber of events did not keep up, and was cut off. */
  'stream-dropped': StreamDrop
}

/** Told of each, as it happens. */
export type Notice = <Kind extends keyof CloudNotices>(
  kind: Kind,
  facts: Readonly<CloudNotices[Kind]>,
) => void
