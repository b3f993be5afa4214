import type { Clock } from '../../world/clock.ts'
import type { Random } from '../../world/random.ts'
import type { Backplane, Bucket, Subscription, Topic } from '../backplane/index.ts'
import type { CloudEvent } from '../events/entity.ts'

/** Methods that a webhook may call with. */
export const HOOK_METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const

/**
 * What a webhook does when an event comes. Texts are mustache templates unless they say otherwise. At most one of
 * `json`, `form` and `body` is set. Source of all fields: docs.particle.io, webhook reference.
 */
export interface HookSettings {
  /** How the names of its events begin, case-sensitively. No template. */
  readonly event: string
  readonly url: string
  /** For people. No template. */
  readonly name: string | null
  readonly requestType: (typeof HOOK_METHODS)[number]
  /** The one device whose events count; 24 lower-case hex digits. No template. */
  readonly deviceId: string | null
  /** Kept for those who state it: no webhook here hears other people's devices. */
  readonly myDevices: boolean | null
  /** An object whose texts and keys are templates, or one template that becomes JSON. */
  readonly json: unknown
  readonly form: Readonly<Record<string, unknown>> | null
  readonly body: string | null
  readonly query: Readonly<Record<string, unknown>> | null
  readonly headers: Readonly<Record<string, unknown>> | null
  readonly auth: Readonly<Record<string, unknown>> | null
  /** Name of the events that carry the answer. */
  readonly responseTopic: string | null
  /** What is made of the answer: a template, or an object of templates. */
  readonly responseTemplate: unknown
  readonly errorResponseTopic: string | null
  /** Leaves out event, data, published_at and coreid. */
  readonly noDefaults: boolean
  readonly disabled: boolean
  /** Asks a server by https for a certificate that holds. */
  readonly rejectUnauthorized: boolean
}

export interface Integration {
  /** 24 lower-case hex digits. */
  readonly id: string
  /** The user who made it. */
  readonly ownerId: string
  /** `null` for one that hears its owner's own events. */
  readonly productId: number | null
  /** Unix milliseconds. */
  readonly createdAtMs: number
  readonly settings: HookSettings
}

/** Whose integrations are meant: a user's own, or a product's. */
export type IntegrationScope = Pick<Integration, 'ownerId' | 'productId'>

/** Says that there is another integration than before, or one less. */
const INTEGRATIONS_CHANGED: Topic<null> = { name: 'integrations-changed' }

export class Integrations {
  private readonly backplane: Backplane
  private readonly clock: Clock
  private readonly random: Random
  private readonly byId: Bucket<Integration>
  private readonly changes: Subscription
  /** Events look here; `undefined` until one comes, and again after every change. */
  private enabled: Promise<readonly Integration[]> | undefined
  private known: readonly Integration[] | undefined

  constructor(backplane: Backplane, clock: Clock, random: Random) {
    this.backplane = backplane
    this.clock = clock
    this.random = random.fork('integrations')
    this.byId = backplane.bucket('integrations')
    this.changes = backplane.subscribe(INTEGRATIONS_CHANGED, () => this.forget())
  }

  async get(id: string): Promise<Integration | undefined> {
    return this.byId.get(id.toLowerCase())
  }

  /** In the order in which they were made. */
  list(scope: IntegrationScope): Promise<Integration[]> {
    return this.byId.find(integration => isIn(integration, scope))
  }

  async create(scope: IntegrationScope, settings: HookSettings): Promise<Integration> {
    const { ownerId, productId } = scope
    const createdAtMs = this.clock.unixMs()
    const integration: Integration = { id: this.random.hex(24), ownerId, productId, createdAtMs, settings }
    await this.byId.put(integration.id, integration)
    await this.announce()
    return integration
  }

  async replace(id: string, settings: HookSettings): Promise<Integration | undefined> {
    const after = await this.byId.update(id, integration => integration && { ...integration, settings })
    await this.announce()
    return after
  }

  async delete(id: string): Promise<void> {
    await this.byId.delete(id)
    await this.announce()
  }

  /** No event can set anything off, as far as is known without asking. */
  get isEmpty(): boolean {
    return this.known?.length === 0
  }

  /** Those that an event sets off. */
  async setOffBy(event: CloudEvent): Promise<Integration[]> {
    const enabled = this.enabled ?? this.load()
    return (await enabled).filter(integration => hears(integration, event))
  }

  close(): void {
    this.changes.unsubscribe()
  }

  private async load(): Promise<readonly Integration[]> {
    const loading = this.byId.find(({ settings }) => !settings.disabled)
    this.enabled = loading
    try {
      const enabled = await loading
      if (this.enabled === loading) this.known = enabled
      return enabled
    } catch (error) {
      if (this.enabled === loading) this.enabled = undefined
      throw error
    }
  }

  private async announce(): Promise<void> {
    this.forget()
    await this.backplane.publish(INTEGRATIONS_CHANGED, null)
  }

  private forget(): void {
    this.enabled = undefined
    this.known = undefined
  }
}

export function isIn(integration: Integration, { ownerId, productId }: IntegrationScope): boolean {
  return integration.productId === productId && (productId !== null || integration.ownerId === ownerId)
}

function hears({ ownerId, productId, settings }: Integration, event: CloudEvent): boolean {
  const isItsOwn = productId === null ? event.ownerId === ownerId : event.productId === productId
  const isItsDevices = settings.deviceId === null || event.coreid === settings.deviceId
  return isItsOwn && isItsDevices && event.name.startsWith(settings.event)
}
