import type { StreamDrop } from './events/feed.ts'
import type { RequestRecord } from './http/observe.ts'
import type { WebhookRecord } from './integrations/webhooks.ts'
import type { RolloutRecord } from './products/firmware/deliver.ts'
import type { FlashRecord } from './sessions/updater.ts'

/** What happens in a cloud that its operator may want to know. */
export interface CloudNotices {
  /** A request is over. */
  request: RequestRecord
  /** A user asks to set a new password. */
  'password-reset': { username: string }
  /** An update over the air is over. */
  flash: FlashRecord
  /** A product's firmware was sent to one of its devices, or could not be. */
  rollout: RolloutRecord
  /** A webhook has called, or could not. */
  webhook: WebhookRecord
  /** A subscriber of events did not keep up, and was cut off. */
  'stream-dropped': StreamDrop
}

/** Told of each, as it happens. */
export type Notice = <Kind extends keyof CloudNotices>(
  kind: Kind,
  facts: Readonly<CloudNotices[Kind]>,
) => void
