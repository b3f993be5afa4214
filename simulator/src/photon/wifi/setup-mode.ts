import type { Clock, Emitter } from '../../world/index.ts'
import { aborted } from '../abort.ts'
import type { PhotonEvents } from '../events.ts'
import type { PhotonProfile } from '../profile.ts'
import type { SoftApDevice } from '../softap/device.ts'
import { SoftApListenError } from '../softap/errors.ts'
import type { PageHandler } from '../softap/index.ts'
import type { SoftApProfile } from '../softap/profile.ts'

/** Where the setup protocol is served, and how to end it. */
export interface SoftApServers {
  readonly tcpPort: number
  readonly httpPort: number
  close(): Promise<void>
}

/** Serves the setup protocol for a device. @throws when a port cannot be bound. */
export type StartSoftAp = (
  device: SoftApDevice,
  options: {
    host: string
    tcpPort: number
    httpPort: number
    clock: Clock
    profile: SoftApProfile
    /** The program's own pages. Default: the firmware's. */
    pages?: PageHandler
    /** Told of a fault in the device that a client sees at most as a number. */
    onFault: (error: unknown) => void
  },
) => Promise<SoftApServers>

/** Where a Photon's setup network is reached. Port 0 is any free one, chosen once and then kept. */
export interface SoftApAddress {
  readonly host: string
  readonly tcp: number
  readonly http: number
}

/** Listening mode: the Photon's own network and the two servers on it. */
export class SetupMode {
  private readonly device: SoftApDevice
  private readonly start: StartSoftAp | undefined
  private readonly clock: Clock
  private readonly profile: PhotonProfile
  private readonly events: Emitter<PhotonEvents>
  private readonly pages: () => PageHandler | undefined
  private readonly asked: SoftApAddress
  /** What was asked for, any free port replaced by the one that it has become. */
  private wanted: SoftApAddress
  private servers: SoftApServers | undefined

  constructor(parts: {
    device: SoftApDevice
    /** Absent where nobody will talk to the setup network: it is up, and has no ports. */
    start: StartSoftAp | undefined
    address: SoftApAddress
    clock: Clock
    profile: PhotonProfile
    events: Emitter<PhotonEvents>
    /** Asked when the setup network comes up, as a device does. */
    pages: () => PageHandler | undefined
  }) {
    this.device = parts.device
    this.start = parts.start
    this.asked = parts.address
    this.wanted = parts.address
    this.clock = parts.clock
    this.profile = parts.profile
    this.events = parts.events
    this.pages = parts.pages
  }

  /** `undefined` while the setup network is down. */
  get address(): SoftApAddress | undefined {
    const { servers } = this
    return servers && { host: this.wanted.host, tcp: servers.tcpPort, http: servers.httpPort }
  }

  /**
   * Binds the ports. Where any free one was wanted and the one that was kept is taken by now, another one.
   *
   * @throws when a port that was asked for by number is taken.
   */
  async open(): Promise<void> {
    for (;;) {
      try {
        return await this.bind()
      } catch (error) {
        const transport = error instanceof SoftApListenError ? error.transport : undefined
        if (transport === undefined || this.asked[transport] !== 0 || this.wanted[transport] === 0)
          throw error
        this.wanted = { ...this.wanted, [transport]: 0 }
      }
    }
  }

  private async bind(): Promise<void> {
    if (this.start === undefined || this.servers !== undefined) return
    const { host, tcp, http } = this.wanted
    const pages = this.pages()
    this.servers = await this.start(this.device, {
      host,
      tcpPort: tcp,
      httpPort: http,
      clock: this.clock,
      profile: this.profile.softap,
      ...(pages && { pages }),
      onFault: error => this.tell(error),
    })
    this.wanted = { host, tcp: this.servers.tcpPort, http: this.servers.httpPort }
  }

  /**
   * Stays in listening mode until `left` aborts. A port that somebody took meanwhile is tried again
   * every second.
   */
  async serve(left: AbortSignal, power: AbortSignal): Promise<void> {
    while (!left.aborted && !(await this.tryOpen())) {
      await this.clock.sleep(1_000, left).catch(() => {})
    }
    await aborted(left)
    // The answer that ended setup mode is still on its way; without power there is nothing to wait for.
    await this.clock.sleep(this.profile.softApStopMs, power).catch(() => {})
    await this.close()
  }

  async close(): Promise<void> {
    const { servers } = this
    this.servers = undefined
    await servers?.close()
  }

  private async tryOpen(): Promise<boolean> {
    try {
      await this.bind()
      return true
    } catch (error) {
      this.tell(error)
      return false
    }
  }

  private tell(error: unknown): void {
    this.events.emit('problem', error instanceof Error ? error : new Error(String(error)))
  }
}
