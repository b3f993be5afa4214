import type { WifiAddresses } from '@particle-setup/device-os-wasm/run'
import { type AccessPoint, createEmitter, type JoinOutcome } from '../../world/index.ts'
import type { PhotonProfile } from '../profile.ts'
import type { Status } from '../status.ts'
import type { Flash } from '../storage/flash.ts'
import type { StoredNetwork } from '../storage/network.ts'
import type { PhotonWorld } from '../world.ts'

/** The network that the Photon is on. */
export interface Connection {
  readonly network: StoredNetwork
  readonly addresses: WifiAddresses
}

/** The Wi-Fi radio as a client of other networks. */
export class Station {
  private readonly world: PhotonWorld
  private readonly flash: Flash
  private readonly profile: PhotonProfile
  private readonly status: Status
  private current: Connection | undefined
  private readonly events = createEmitter<{ leave: undefined }>()

  constructor(parts: { world: PhotonWorld; flash: Flash; profile: PhotonProfile; status: Status }) {
    this.world = parts.world
    this.flash = parts.flash
    this.profile = parts.profile
    this.status = parts.status
  }

  get connection(): Connection | undefined {
    return this.current
  }

  /** dBm, `undefined` while on no network. */
  rssiDbm(): number | undefined {
    return this.current && this.world.air.rssiDbm(this.current.network.ssid)
  }

  /** One scan of all channels. */
  async scan(signal: AbortSignal): Promise<readonly AccessPoint[]> {
    await this.world.clock.sleep(this.profile.scanMs, signal)
    return this.world.air.scan().filter(point => !this.isDeafTo(point.ssid))
  }

  /**
   * Tries the stored networks from the first, several rounds of it, until one lets the Photon in or
   * the time for the whole attempt is over. Source: wlan_join() and wlan_connect_finalize() of
   * Device OS v2.3.1 wlan_hal.cpp.
   */
  async join(signal: AbortSignal): Promise<Connection | undefined> {
    const { clock } = this.world
    const giveUpMs = clock.nowMs() + this.profile.joinLimitMs
    for (let round = 0; round < this.profile.joinRounds; round++) {
      for (const network of this.flash.networks) {
        if (await this.tryNetwork(network, giveUpMs, signal)) return this.current
        if (clock.nowMs() >= giveUpMs) return undefined
      }
    }
    return undefined
  }

  leave(): void {
    if (this.current === undefined) return
    this.current = undefined
    this.events.emit('leave', undefined)
  }

  /** Told when the network that the Photon was on is left or lost. */
  onLeave(listener: () => void): () => void {
    return this.events.on('leave', listener)
  }

  /** The one that the Photon is on. */
  accessPoint(): AccessPoint | undefined {
    const ssid = this.current?.network.ssid
    return ssid && this.world.air.networks().find(entry => Buffer.from(entry.ssid).equals(ssid))
  }

  /** Settles when the network that the Photon is on would not let it in any more. */
  lost(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const check = (): void => {
        if (this.current === undefined || this.outcome(this.current.network) !== 'joined') stop()
      }
      const stop = (): void => {
        for (const end of ends) end()
        signal.removeEventListener('abort', stop)
        resolve()
      }
      const ends = [this.world.air.onChange(check), this.world.faults.onChange(check)]
      signal.addEventListener('abort', stop, { once: true })
      if (signal.aborted) stop()
      else check()
    })
  }

  private async tryNetwork(network: StoredNetwork, giveUpMs: number, signal: AbortSignal): Promise<boolean> {
    const { clock } = this.world
    const wait = (ms: number): Promise<void> =>
      clock.sleep(Math.max(0, Math.min(ms, giveUpMs - clock.nowMs())), signal)

    this.status.enter('joining')
    const outcome = this.outcome(network)
    const associates = outcome === 'joined' || outcome === 'no-dhcp'
    await wait(associates ? this.profile.joinMs : this.profile.joinFailureMs)
    if (!associates) return false
    this.status.enter('dhcp')
    await wait(outcome === 'joined' ? this.profile.dhcpMs : this.profile.joinFailureMs - this.profile.joinMs)
    // The air may have changed meanwhile.
    if (outcome !== 'joined' || this.outcome(network) !== 'joined') return false
    this.current = { network, addresses: this.staticAddresses() ?? this.leaseFor(network) }
    return true
  }

  private outcome(network: StoredNetwork): JoinOutcome {
    if (this.isDeafTo(network.ssid)) return 'not-found'
    const outcome = this.world.air.join(network.ssid, network.security, network.password, network.eap)
    return outcome === 'no-dhcp' && this.staticAddresses() !== undefined ? 'joined' : outcome
  }

  private isDeafTo(ssid: Uint8Array): boolean {
    const { deviceId } = this.flash.identity
    return this.world.faults.isActive('wifi-gone', { deviceId, ssid: Buffer.from(ssid).toString('utf8') })
  }

  private staticAddresses(): WifiAddresses | undefined {
    const { usesStaticIp, staticAddresses } = this.flash.wifi
    return usesStaticIp && staticAddresses ? { ...staticAddresses, dhcp: '0.0.0.0' } : undefined
  }

  /** The same Photon gets the same address from the same network, as most routers do it. */
  private leaseFor(network: StoredNetwork): WifiAddresses {
    const random = this.world.random.fork(`lease/${Buffer.from(network.ssid).toString('hex')}`)
    const router = '192.168.1.1'
    return {
      local: `192.168.1.${random.integer(2, 254)}`,
      subnetMask: '255.255.255.0',
      gateway: router,
      dns: router,
      dhcp: router,
    }
  }
}
