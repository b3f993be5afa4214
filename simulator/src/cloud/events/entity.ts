import { DEFAULT_EVENT_TTL_SECONDS, DEVICE_LIMITS } from '@particle-setup/protocol/device'
import type { Topic } from '../backplane/index.ts'

/** What somebody published, with what the cloud knows of the publisher at that moment. Never changed. */
export interface CloudEvent {
  readonly name: string
  readonly data: string | null
  readonly ttlSeconds: number
  readonly publishedAtMs: number
  /** The device's id, or `api` for an event that came over HTTP. */
  readonly coreid: string
  /** Reaches everyone, not the owner alone. */
  readonly isPublic: boolean
  /** Who owned the device then, or who published over HTTP. */
  readonly ownerId: string | null
  /** `null` outside any product. */
  readonly productId: number | null
  /** Version of the product firmware that published it, where it states one. */
  readonly firmwareVersion: number | null
}

/** Carries every event of the cloud to every node. */
export const EVENTS: Topic<CloudEvent> = { name: 'events' }

/** What makes an event, without what the cloud adds. */
export type EventDraft = Pick<CloudEvent, 'name' | 'data' | 'coreid' | 'ownerId' | 'productId'> &
  Partial<Pick<CloudEvent, 'isPublic' | 'ttlSeconds' | 'firmwareVersion'>>

/** Private, for a minute, unless the draft says otherwise. */
export function completeEvent(draft: EventDraft, publishedAtMs: number): CloudEvent {
  return {
    isPublic: false,
    ttlSeconds: DEFAULT_EVENT_TTL_SECONDS,
    firmwareVersion: null,
    ...draft,
    publishedAtMs,
  }
}

/** Names that belong to the system; devices and people may not take them. */
export function isSystemName(name: string): boolean {
  return /^(spark|particle\/)/i.test(name)
}

/** 1 to 64 printable ASCII characters without blanks. Source: docs.particle.io, device limits. */
export function isEventName(name: string): boolean {
  return name.length <= DEVICE_LIMITS.eventNameBytes && /^[\x21-\x7e]+$/.test(name)
}

export function isEventData(data: string): boolean {
  return Buffer.byteLength(data) <= DEVICE_LIMITS.eventDataBytes
}
