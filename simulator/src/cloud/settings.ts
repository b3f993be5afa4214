import type { WebhookHosts } from './integrations/hosts.ts'

/** What a cloud can be told to do otherwise than usual. */
export interface CloudSettings {
  /** How long a claim code is good for, in milliseconds. Default: one hour. */
  claimCodeLifetimeMs?: number
  /** Take a device that was never here at its word, and hold it to its key. Default: true. */
  trustOnFirstUse?: boolean
  /** An event stream whose client leaves this many bytes unread is cut off. Default: 1 MiB. */
  streamBufferBytes?: number
  /** Answers 429 to an address that asks for more than Particle's cloud lets it. Default: false. */
  rateLimits?: boolean
  /** Which machines webhooks may call: this one alone, or any. Default: `loopback`. */
  webhookHosts?: WebhookHosts
  /** Folders whose subfolders are firmware libraries that the cloud offers. Default: the firmware project's `lib`. */
  libraryDirs?: readonly string[]
}
