import type { PublishRequest } from '@particle-setup/device-os-wasm/run'
import type { ConnectToCloud, Vitals } from '@particle-setup/protocol/device'
import { childController } from '../abort.ts'
import { PhotonError } from '../errors.ts'
import { GracefulEnd } from './graceful-end.ts'
import { Session } from './session.ts'
import type { SessionHost, Subscription } from './session-host.ts'
import { type AbandonedSession, Vanished } from './vanished.ts'

/** The Photon's side of everything between it and the cloud. */
export class CloudLink {
  private readonly connect: ConnectToCloud
  private readonly host: Omit<SessionHost, 'subscriptions'>
  private current: Session | undefined
  private readonly abandoned: AbandonedSession
  private subscriptions: Subscription[] = []
  private disconnects = 0

  constructor(
    connect: ConnectToCloud,
    abandoned: AbandonedSession,
    host: Omit<SessionHost, 'subscriptions'>,
  ) {
    this.connect = connect
    this.abandoned = abandoned
    this.host = host
  }

  /** The handshake and what comes with it are done. */
  get online(): boolean {
    return this.current !== undefined
  }

  /**
   * Opens a session and sees it through to its end, which comes when the signal aborts, in the way that its reason
   * says, and at once without the network.
   *
   * @throws the reason why the cloud could not be reached; the signal's reason when it aborts first.
   */
  async hold(
    ipAddress: string,
    { signal, network }: { signal: AbortSignal; network: AbortSignal },
    told: { handshake(): void; online(): void },
  ): Promise<void> {
    const session = await this.open(ipAddress, signal, told)
    const close = (): void => this.end(session, signal.reason)
    const cut = (): void => this.end(session, network.reason)
    signal.addEventListener('abort', close, { once: true })
    network.addEventListener('abort', cut, { once: true })
    try {
      if (signal.aborted) close()
      else told.online()
      await session.ended
    } finally {
      signal.removeEventListener('abort', close)
      network.removeEventListener('abort', cut)
      this.disconnects += 1
      if (this.current === session) this.current = undefined
    }
  }

  /** `setup()` has returned. */
  introduce(): void {
    this.current?.introduce()
  }

  /** False when there is no session, or one that an update has to itself. */
  publish(event: PublishRequest): boolean | Promise<boolean> {
    if (this.current === undefined || this.current.updating) return false
    const { name, data, isPrivate, ttlSeconds } = event
    const message = { type: 'event', name, data, isPrivate, ttlSeconds } as const
    if (event.withAck) return this.current.sendWithAck(message)
    this.current.send(message)
    return true
  }

  /** False when there is no session, or one that an update has to itself. */
  publishVitals(own: Pick<Vitals, 'uptimeSeconds' | 'rssiDbm'>): boolean {
    const session = this.current
    if (session === undefined || session.updating) return false
    const { disconnects: cloudDisconnects } = this
    session.send({
      type: 'vitals',
      vitals: { ...own, cloudDisconnects, unacknowledgedMessages: session.unacknowledged },
    })
    return true
  }

  /** Before `setup()` has returned it is only noted, and told with the rest. */
  subscribe(subscription: Subscription, setupDone: boolean): void {
    this.subscriptions.push(subscription)
    if (setupDone) this.current?.send({ type: 'subscribe', ...subscription })
  }

  /** The cloud is not told: what still arrives finds no handler. */
  unsubscribe(): void {
    this.subscriptions = []
  }

  syncTime(): void {
    this.current?.requestTime()
  }

  tellUpdates(name: 'enabled' | 'forced'): void {
    this.current?.tellUpdates(name)
  }

  /** The system closes the session because the program keeps the main loop. */
  drop(): void {
    this.current?.close()
  }

  private async open(ipAddress: string, signal: AbortSignal, told: { handshake(): void }): Promise<Session> {
    const { clock, profile, flash } = this.host
    const { publicKeyDer } = await flash.keyPair(clock)
    await clock.sleep(profile.cloudConnectMs, signal)
    if (this.host.isCutOff()) throw new PhotonError('cloud-unreachable', 'the cloud does not answer')
    const connecting = childController(signal)
    const limit = clock.setTimeout(
      () => connecting.abort(new PhotonError('cloud-unreachable', 'the cloud took too long to connect')),
      profile.cloudConnectLimitMs,
    )
    const identity = { deviceId: flash.identity.deviceId, publicKey: publicKeyDer, ipAddress }
    const end = await this.connect(identity, connecting.signal).finally(() => {
      limit.cancel()
      connecting.end()
    })
    this.abandoned.release()
    const session = new Session(end, { ...this.host, subscriptions: () => this.subscriptions })
    try {
      signal.throwIfAborted()
      told.handshake()
      await clock.sleep(profile.handshakeMs, signal)
      await session.greet(signal)
    } catch (error) {
      session.close()
      throw error
    }
    this.current = session
    // A threaded program may have been through `setup()` long before; without one there is none to wait for.
    if (this.host.firmware()?.ready ?? true) session.introduce()
    return session
  }

  private end(session: Session, reason: unknown): void {
    this.current = undefined
    if (reason instanceof Vanished) {
      this.abandoned.keep(session)
    } else if (reason instanceof GracefulEnd) {
      void session.closeGracefully(reason.limitMs)
    } else {
      session.close()
    }
  }
}
