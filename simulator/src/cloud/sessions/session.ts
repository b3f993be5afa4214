import { CLOUD_LIMITS } from '@particle-setup/protocol/cloud'
import {
  type CloudEnd,
  type CloudToDevice,
  type Describe,
  type DeviceIdentity,
  type DeviceToCloud,
  type EventMessage,
  type Hello,
  SESSION_TIMES_MS,
  type SubscriptionScope,
} from '@particle-setup/protocol/device'
import type { Timer } from '../../world/clock.ts'
import type { Subscription } from '../backplane/index.ts'
import { redeemClaimCode } from '../claims/redeem.ts'
import type { CloudContext } from '../context.ts'
import { recordVitals } from '../devices/diagnostics.ts'
import { isSystemName } from '../events/entity.ts'
import { Publisher } from './publisher.ts'
import { Requester } from './requester.ts'
import { type DeviceReply, type DeviceRequest, deviceService } from './requests.ts'
import { DeviceSubscriptions } from './subscriptions.ts'
import type { Turns } from './turns.ts'
import type { UpdateMessage } from './update.ts'
import { UpdateSwitches } from './update-switches.ts'
import { Updater } from './updater.ts'

/** How long a device that describes itself unasked (Device OS 2 and later) may take to do so. */
const DESCRIBE_PATIENCE_MS = 2_000

/** A presence is refreshed no more often than this, however much the device says. */
const PRESENCE_REFRESH_MS = 1_000

/** The cloud's side of one device's session. Source of times and order: device-protocol reference, parts b and f. */
export class DeviceSession {
  readonly id: number
  readonly deviceId: string
  private readonly link: CloudEnd
  private readonly ipAddress: string
  private readonly cloud: CloudContext
  private readonly requester: Requester
  private readonly updater: Updater
  private readonly updateSwitches: UpdateSwitches
  private readonly publisher: Publisher
  private readonly subscriptions: DeviceSubscriptions
  private readonly timers = new Set<Timer>()
  private work: Promise<void> = Promise.resolve()
  private responder: Subscription | undefined
  private ending: Promise<void> | undefined
  private greeted = false
  private described = false
  private lastHeardMs: number
  private presenceMs = Number.NEGATIVE_INFINITY

  constructor(id: number, link: CloudEnd, identity: DeviceIdentity, cloud: CloudContext, turns: Turns) {
    this.id = id
    this.deviceId = identity.deviceId
    this.ipAddress = identity.ipAddress
    this.link = link
    this.cloud = cloud
    this.lastHeardMs = cloud.clock.nowMs()
    const send = (message: CloudToDevice): void => link.send(message)
    this.requester = new Requester(cloud.clock, send)
    this.publisher = new Publisher(cloud, identity, send)
    this.updater = new Updater(cloud, {
      deviceId: this.deviceId,
      send,
      turns,
      publishStatus: status => this.publisher.announce('spark/flash/status', status),
    })
    this.updateSwitches = new UpdateSwitches(cloud.devices, this.deviceId, send)
    this.subscriptions = new DeviceSubscriptions(cloud.events, send)
    this.after(SESSION_TIMES_MS.helloTimeout, () => {
      if (!this.greeted) void this.end()
    })
    link.onClose(() => void this.end())
    link.onMessage(message => this.receive(message))
  }

  /** Ends the session, from whichever side. Settles when everybody has been told. */
  end(): Promise<void> {
    this.ending ??= this.tearDown().catch(this.cloud.onFailure)
    return this.ending
  }

  /** The device has another owner, or is in another product. */
  async moved(): Promise<void> {
    const device = await this.cloud.devices.get(this.deviceId)
    if (device === undefined || this.ending !== undefined) return
    this.subscriptions.changeOwner(device.ownerId)
    if (this.responder !== undefined && device.ownerId !== null) {
      await this.publisher.announce('spark/status', 'online', device)
    }
  }

  /** One message after the other: each finds the device as the one before has left it. */
  private receive(message: DeviceToCloud): void {
    this.lastHeardMs = this.cloud.clock.nowMs()
    // At once: a device resets as soon as it has given its verdict, and the session with it.
    if (isUpdateMessage(message)) this.updater.receive(message)
    this.work = this.work.then(async () => {
      if (this.ending !== undefined) return
      try {
        await this.handle(message)
        await this.refreshPresence()
      } catch (error) {
        this.cloud.onFailure(error)
        void this.end()
      }
    })
  }

  private async handle(message: DeviceToCloud): Promise<void> {
    if (message.type === 'hello') return this.greet(message)
    // Nothing counts before the Hello.
    if (!this.greeted) return
    switch (message.type) {
      case 'describe':
        this.link.send({ type: 'ack' })
        return this.learn(message.part)
      case 'event':
        return this.publish(message)
      case 'subscribe':
        return this.subscribe(message.filter, message.scope)
      case 'claimCode':
        return this.claim(message.code)
      case 'timeRequest': {
        const unixSeconds = Math.floor(this.cloud.clock.unixMs() / 1000)
        this.link.send({ type: 'time', token: message.token, unixSeconds })
        return
      }
      case 'vitals':
        this.link.send({ type: 'ack' })
        return recordVitals(this.cloud, this.deviceId, message.vitals)
      case 'ping':
        this.link.send({ type: 'ack' })
        return
      case 'goodbye':
        void this.end()
        return
      default:
        this.requester.settle(message)
    }
  }

  private async greet(hello: Hello): Promise<void> {
    const { clock, devices, denials } = this.cloud
    if (await denials.has(hello.productId, this.deviceId)) return void this.end()
    this.greeted = true
    await devices.update(this.deviceId, {
      platformId: hello.platformId,
      systemVersion: hello.systemVersion,
      firmwareProductId: hello.productId,
      firmwareVersion: hello.productVersion === 0xffff ? null : hello.productVersion,
      lastIpAddress: this.ipAddress,
      lastHandshakeMs: clock.unixMs(),
      lastHeardMs: clock.unixMs(),
    })
    this.link.send({ type: 'hello' })
    await this.updater.greeted(hello.updated === true)
    this.watchSilence()
    const asksFirst = Number.parseInt(hello.systemVersion, 10) < 2
    this.after(asksFirst ? 0 : DESCRIBE_PATIENCE_MS, () => {
      if (!this.described) this.link.send({ type: 'describeRequest', token: 0 })
    })
  }

  /** Hello and a Describe make a device online. */
  private async learn({ application, system }: Describe): Promise<void> {
    if (application !== undefined) {
      const { functions, variables } = application
      await this.cloud.devices.update(this.deviceId, { functions, variables })
      this.requester.describe({ functions, variables })
    }
    if (this.described || (application === undefined && system === undefined)) return
    this.described = true
    await this.refreshPresence()
    if (this.ending !== undefined) return
    this.responder = this.cloud.backplane.respond(deviceService(this.deviceId), request => this.ask(request))
    await this.publisher.announce('spark/status', 'online')
    if (system !== undefined) await this.learnProgram(system)
  }

  /** Tells of another program than the last. */
  private async learnProgram({ modules }: NonNullable<Describe['system']>): Promise<void> {
    const appHash = modules.find(({ f }) => f === 'u')?.u
    if (appHash === undefined) return
    const device = await this.cloud.devices.get(this.deviceId)
    if (device === undefined || device.appHash === appHash) return
    await this.cloud.devices.update(this.deviceId, { appHash })
    await this.publisher.announce('spark/device/app-hash', appHash, device)
  }

  /** A device that is being updated does not run its program: what needs the program waits. */
  private async ask(request: DeviceRequest): Promise<DeviceReply> {
    if (request.type === 'flash') {
      // What the device states of its hardware comes right behind the Describe that makes it online.
      await this.work
      return this.updater.flash(request.imageId)
    }
    if (request.type === 'forceUpdates') {
      this.updateSwitches.force(request.forced)
      return { type: 'done' }
    }
    if (request.type === 'ping' || !this.updater.isBusy) return this.requester.ask(request)
    const { clock } = this.cloud
    const deadlineMs = clock.nowMs() + CLOUD_LIMITS.deviceAnswerMs
    await this.updater.idle(CLOUD_LIMITS.deviceAnswerMs)
    return this.requester.ask(request, deadlineMs)
  }

  private async publish(event: EventMessage): Promise<void> {
    if (isSystemName(event.name)) {
      this.updater.learn(event)
      await this.updateSwitches.learn(event)
    }
    await this.publisher.publish(event)
  }

  private async subscribe(prefix: string, scope: SubscriptionScope): Promise<void> {
    const device = await this.cloud.devices.get(this.deviceId)
    const taken = this.subscriptions.add({ prefix, scope }, device?.ownerId ?? null)
    this.link.send({ type: 'ack', ...(!taken && { refused: true }) })
  }

  private async claim(code: string): Promise<void> {
    const redemption = await redeemClaimCode(this.cloud, this.deviceId, code)
    // A device that is not told keeps its code, and presents it again the next time.
    if (redemption !== 'ignored') this.link.send({ type: 'claimed' })
  }

  private async refreshPresence(): Promise<void> {
    if (!this.described || this.ending !== undefined) return
    if (this.lastHeardMs - this.presenceMs < PRESENCE_REFRESH_MS) return
    this.presenceMs = this.lastHeardMs
    await this.cloud.devices.setPresence(this.deviceId, {
      sessionId: this.id,
      lastHeardMs: this.cloud.clock.unixMs(),
    })
  }

  private watchSilence(): void {
    const silentMs = this.cloud.clock.nowMs() - this.lastHeardMs
    this.after(SESSION_TIMES_MS.offlineAfterSilence - silentMs, () => {
      const silent = this.cloud.clock.nowMs() - this.lastHeardMs >= SESSION_TIMES_MS.offlineAfterSilence
      if (silent) void this.end()
      else this.watchSilence()
    })
  }

  private async tearDown(): Promise<void> {
    for (const timer of this.timers) timer.cancel()
    this.link.close()
    this.responder?.unsubscribe()
    this.requester.close()
    this.subscriptions.close()
    await this.updater.close()
    await this.work
    if (!(await this.cloud.devices.endPresence(this.deviceId, this.id))) return
    const lastHeardMs = this.cloud.clock.unixMs() - (this.cloud.clock.nowMs() - this.lastHeardMs)
    await this.cloud.devices.update(this.deviceId, { lastHeardMs })
    await this.publisher.announce('spark/status', 'offline')
  }

  private after(ms: number, callback: () => void): void {
    const timer = this.cloud.clock.setTimeout(() => {
      this.timers.delete(timer)
      if (this.ending === undefined) callback()
    }, ms)
    this.timers.add(timer)
  }
}

function isUpdateMessage(message: DeviceToCloud): message is UpdateMessage {
  const { type } = message
  return (
    type === 'updateReady' || type === 'chunkReceived' || type === 'chunksMissed' || type === 'updateResult'
  )
}
