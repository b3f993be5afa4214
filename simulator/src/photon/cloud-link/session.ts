import {
  type CloudToDevice,
  type DeviceEnd,
  type DeviceToCloud,
  SESSION_TIMES_MS,
} from '@particle-setup/protocol/device'
import { PhotonError } from '../errors.ts'
import { Update } from '../update/update.ts'
import { Acknowledgements } from './acknowledgements.ts'
import { applicationDescribe, systemDescribe } from './describe.ts'
import { greeting, hello, introduction, updateSwitch } from './greeting.ts'
import { Liveness } from './liveness.ts'
import { askProgram } from './program-requests.ts'
import type { SessionHost } from './session-host.ts'
import { heedUpdateEvent } from './update-events.ts'

/** One open session with the cloud, from hello to its end. */
export class Session {
  /** Settles when the session is over, whoever ended it. */
  readonly ended: Promise<void>

  private readonly end: DeviceEnd
  private readonly host: SessionHost
  private readonly acknowledgements: Acknowledgements
  private readonly liveness: Liveness
  private readonly update: Update
  private readonly markEnded: () => void
  private onHello: (() => void) | undefined
  private over = false
  private introduced = false
  private timeToken = 0

  constructor(end: DeviceEnd, host: SessionHost) {
    const ended = Promise.withResolvers<void>()
    this.ended = ended.promise
    this.markEnded = ended.resolve
    this.end = end
    this.host = host
    this.acknowledgements = new Acknowledgements(host.clock)
    this.liveness = new Liveness(
      host.clock,
      () => this.send({ type: 'ping' }),
      () => this.close(),
    )
    this.update = new Update(host.update, message => this.send(message))
    end.onMessage(message => this.receive(message))
    end.onClose(() => this.finish())
  }

  /** An update is under way: no events go out, and no requests for the time. */
  get updating(): boolean {
    return this.update.running
  }

  /**
   * Says hello and, once the cloud has answered, everything that comes with it.
   *
   * @throws PhotonError `cloud-silent` when the cloud does not answer in 4 s, the signal's reason when it aborts.
   */
  async greet(signal: AbortSignal): Promise<void> {
    const answered = new Promise<void>(resolve => {
      this.onHello = resolve
    })
    this.send(hello(this.host))
    const waiting = new AbortController()
    try {
      const limit = AbortSignal.any([signal, waiting.signal])
      const outcome = await Promise.race([
        answered.then(() => 'answered'),
        this.ended.then(() => 'closed'),
        this.host.clock.sleep(SESSION_TIMES_MS.helloTimeout, limit).then(() => 'silent'),
      ])
      if (outcome !== 'answered') {
        throw new PhotonError('cloud-silent', `the cloud did not answer hello: the connection was ${outcome}`)
      }
    } finally {
      waiting.abort()
      this.onHello = undefined
    }
    for (const message of greeting(this.host, this.nextTimeToken())) this.send(message)
    if (this.host.isSetUp()) this.introduce()
    this.liveness.start()
  }

  /** The program's `setup()` has returned: tells the cloud what it offers. Once a session. */
  introduce(): void {
    if (this.introduced) return
    this.introduced = true
    for (const message of introduction(this.host)) this.send(message)
  }

  send(message: DeviceToCloud): void {
    if (!this.over && !this.host.isCutOff()) this.end.send(message)
  }

  /** Sends an event that the cloud has to take or refuse. */
  sendWithAck(message: Extract<DeviceToCloud, { type: 'event' }>): Promise<boolean> {
    const { messageId, taken } = this.acknowledgements.expect()
    this.send({ ...message, messageId })
    return taken
  }

  requestTime(): void {
    if (!this.updating) this.send({ type: 'timeRequest', token: this.nextTimeToken() })
  }

  /** Updates are enabled or forced, or are not any more. */
  tellUpdates(name: 'enabled' | 'forced'): void {
    this.send(updateSwitch(this.host, name))
  }

  get unacknowledged(): number {
    return this.acknowledgements.count
  }

  /**
   * Says goodbye, and ends the session once the cloud has acknowledged what was sent, or the limit is over.
   * Source: command() of Device OS v2.3.1 lightssl_protocol.cpp.
   */
  async closeGracefully(limitMs: number): Promise<void> {
    this.send({ type: 'goodbye' })
    const limit = Promise.withResolvers<void>()
    const timer = this.host.clock.setTimeout(limit.resolve, limitMs)
    await Promise.race([this.acknowledgements.idle(), this.ended, limit.promise])
    timer.cancel()
    this.close()
  }

  /** Ends the session for both ends. */
  close(): void {
    if (this.over) return
    this.finish()
    this.end.close()
  }

  /** The device is gone without a word: the cloud finds out by silence. */
  abandon(): void {
    this.finish()
  }

  /** Closes what an abandoned session left open. */
  release(): void {
    this.end.close()
  }

  private finish(): void {
    if (this.over) return
    this.over = true
    this.liveness.stop()
    this.acknowledgements.giveUp()
    this.update.abandon()
    this.host.signal(false)
    this.markEnded()
  }

  private nextTimeToken(): number {
    this.timeToken = (this.timeToken + 1) & 0xff
    return this.timeToken
  }

  private receive(message: CloudToDevice): void {
    if (this.over || this.host.isCutOff()) return
    this.liveness.heard()
    const { host } = this
    const firmware = host.firmware()
    switch (message.type) {
      case 'hello':
        host.flash.markUpdateTold()
        this.onHello?.()
        break
      case 'describeRequest':
        this.send({
          type: 'describe',
          part: {
            ...systemDescribe(host.profile, firmware && { sha256: host.programSha256() }),
            ...(firmware && applicationDescribe(firmware)),
          },
        })
        break
      case 'event':
        heedUpdateEvent(message, host.flags)
        if (firmware !== undefined) void askProgram(firmware, message, reply => this.send(reply))
        break
      case 'functionCall':
      case 'variableRequest':
        if (firmware !== undefined) void askProgram(firmware, message, reply => this.send(reply))
        break
      case 'claimed':
        host.flash.markClaimed()
        break
      case 'signal':
        host.signal(message.on)
        this.send({ type: 'signalDone', token: message.token })
        break
      case 'reset':
        host.reset(message.mode)
        break
      case 'time':
        host.setUnixMs(message.unixSeconds * 1_000)
        break
      case 'updateBegin':
      case 'chunk':
      case 'updateDone':
        this.update.receive(message)
        break
      case 'ping':
        this.send({ type: 'ack' })
        break
      case 'ack':
        if (message.messageId !== undefined) {
          this.acknowledgements.settle(message.messageId, message.refused !== true)
        }
        break
    }
  }
}
