import type { RequestRecord } from './http/observe.ts'

/** What happens in a cloud that its operator may want to know. */
export interface CloudNotices {
  /** A request is over. */
  request: RequestRecord
}

/** Told of each, as it happens. */
export type Notice = <Kind extends keyof CloudNotices>(
  kind: Kind,
  facts: Readonly<CloudNotices[Kind]>,
) => void
