import type { Clock } from '../world/index.ts'
import { aborted, childController } from './abort.ts'
import { reconnectDelayMs } from './cloud-link/backoff.ts'
import type { CloudLink } from './cloud-link/cloud-link.ts'
import { Vanished } from './cloud-link/vanished.ts'
import type { PhotonProfile } from './profile.ts'
import type { Status } from './status.ts'
import type { Flash } from './storage/flash.ts'
import type { SetupMode } from './wifi/setup-mode.ts'
import type { Station } from './wifi/station.ts'

interface Parts {
  readonly clock: Clock
  readonly profile: PhotonProfile
  readonly flash: Flash
  readonly status: Status
  readonly station: Station
  readonly setup: SetupMode
  readonly cloud: CloudLink
  /** Settles once the program lets the system do its work; a threaded system need not wait. */
  readonly responsive: (signal: AbortSignal) => Promise<void>
}

/** What the user, the program and the setup protocol want of the network. */
interface Wishes {
  wifi: boolean
  cloud: boolean
  listening: boolean
}

/**
 * The system's network task: from whatever is wanted to whatever can be had, and again when either
 * changes. Source: Device OS v2.3.1 system_network_internal.h, system_task.cpp.
 */
export class Connectivity {
  private readonly parts: Parts
  private readonly wishes: Wishes = { wifi: false, cloud: false, listening: false }
  /** Networks were stored since listening mode began. */
  private credentialsAreNew = false
  private listenLimitMs = 0
  /** Everything is switched off, whatever is wanted. */
  private asleep = false
  /** Wi-Fi was wanted when listening mode began. */
  private wifiWasOn = false
  /** Ends what goes on now on the level of Wi-Fi. */
  private phase = new AbortController()
  /** Ends what goes on now with the cloud, and keeps Wi-Fi. */
  private cloudPhase = new AbortController()

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** Listening mode is what comes next, or what goes on. */
  get willListen(): boolean {
    return this.wishes.listening || (this.wishes.wifi && this.parts.flash.networks.length === 0)
  }

  /** Runs until the signal aborts. */
  async run(power: AbortSignal): Promise<void> {
    while (!power.aborted) {
      const phase = childController(power)
      this.phase = phase
      try {
        await this.pursue(phase.signal, power)
      } catch (error) {
        if (!phase.signal.aborted) throw error
      } finally {
        phase.end()
      }
    }
  }

  enterListening(): void {
    if (this.wishes.listening) return
    this.wishes.listening = true
    this.phase.abort(new Error('listening mode is wanted'))
  }

  /** Listening mode is over; with credentials the Photon connects, without them Wi-Fi is as it was before. */
  leaveListening(): void {
    if (!this.wishes.listening && this.parts.status.state !== 'listening') return
    this.wishes.listening = false
    if (this.parts.flash.networks.length > 0) this.wishes.wifi = true
    this.phase.abort(new Error('listening mode was left'))
  }

  /** Listening ends by itself after that long; 0 is never. */
  get listenTimeoutMs(): number {
    return this.listenLimitMs
  }

  /** From the next time that it begins to listen. */
  limitListening(ms: number): void {
    this.listenLimitMs = ms
  }

  credentialsStored(): void {
    this.credentialsAreNew = true
  }

  /** @param how the reason that a connection to the cloud ends with, if it does */
  want(
    change: { wifi?: boolean; cloud?: boolean },
    how: Error = new Error('the cloud connection was switched'),
  ): void {
    const wifi = change.wifi ?? this.wishes.wifi
    const cloud = change.cloud ?? this.wishes.cloud
    const wifiChanged = wifi !== this.wishes.wifi
    const cloudChanged = cloud !== this.wishes.cloud
    Object.assign(this.wishes, { wifi, cloud })
    if (wifiChanged && !this.wishes.listening) this.phase.abort(new Error('Wi-Fi was switched'))
    else if (cloudChanged) this.cloudPhase.abort(how)
  }

  /** Switches everything off until {@link wake}, then goes on as is wanted. */
  sleep(): void {
    this.asleep = true
    this.phase.abort(new Error('the Photon sleeps'))
  }

  wake(): void {
    this.asleep = false
    this.phase.abort(new Error('the Photon woke up'))
  }

  /** Takes Wi-Fi down and up again. */
  restart(): void {
    this.phase.abort(new Error('the network is reset'))
  }

  private async pursue(phase: AbortSignal, power: AbortSignal): Promise<void> {
    const { status, station } = this.parts
    if (this.asleep) {
      status.enter('asleep')
      return aborted(phase)
    }
    if (this.willListen) return this.listen(phase, power)
    if (!this.wishes.wifi) {
      status.enter('wifi-off')
      return aborted(phase)
    }
    try {
      await this.connect(phase)
    } finally {
      station.leave()
    }
  }

  private async listen(phase: AbortSignal, power: AbortSignal): Promise<void> {
    this.wishes.listening = true
    this.credentialsAreNew = false
    this.wifiWasOn = this.wishes.wifi
    this.parts.status.enter('listening')
    const limitMs = this.listenLimitMs
    const timer = limitMs > 0 ? this.parts.clock.setTimeout(() => this.leaveListening(), limitMs) : undefined
    try {
      await this.parts.setup.serve(phase, power)
    } finally {
      timer?.cancel()
    }
  }

  private async connect(phase: AbortSignal): Promise<void> {
    const { clock, profile, station } = this.parts
    const connection = await station.join(phase)
    if (connection === undefined) {
      // Whoever has just set the Photon up must be able to correct it.
      if (this.credentialsAreNew && this.wifiWasOn) this.wishes.listening = true
      else await clock.sleep(profile.joinPauseMs, phase)
      return
    }
    this.credentialsAreNew = false
    const onNetwork = childController(phase)
    try {
      void station.lost(onNetwork.signal).then(() => onNetwork.abort(new Vanished('its network is gone')))
      await this.stayConnected(connection.addresses.local, onNetwork.signal)
    } catch (error) {
      if (!onNetwork.signal.aborted) throw error
    } finally {
      onNetwork.abort()
      onNetwork.end()
    }
  }

  /** On Wi-Fi: follows the wish for the cloud until the network goes or the cloud stays away too long. */
  private async stayConnected(ipAddress: string, onNetwork: AbortSignal): Promise<void> {
    const { clock, profile, status } = this.parts
    let failures = 0
    let lastOnlineMs = clock.nowMs()
    while (!onNetwork.aborted) {
      const cloudPhase = childController(onNetwork)
      this.cloudPhase = cloudPhase
      try {
        if (!this.wishes.cloud) {
          status.enter('wifi-only')
          await aborted(cloudPhase.signal)
          failures = 0
          continue
        }
        const wasOnline = await this.visitCloud(ipAddress, failures, {
          signal: cloudPhase.signal,
          network: onNetwork,
        })
        failures = wasOnline ? 1 : failures + 1
        if (wasOnline) lastOnlineMs = clock.nowMs()
        else if (clock.nowMs() - lastOnlineMs >= profile.networkResetMs) return
      } catch (error) {
        if (!cloudPhase.signal.aborted) throw error
      } finally {
        cloudPhase.end()
      }
    }
  }

  /** One connection to the cloud, if it comes to that, until its end. Answers whether it did. */
  private async visitCloud(
    ipAddress: string,
    failures: number,
    ends: { signal: AbortSignal; network: AbortSignal },
  ): Promise<boolean> {
    const { signal } = ends
    const { clock, status, cloud } = this.parts
    await this.parts.responsive(signal)
    signal.throwIfAborted()
    status.enter('connecting')
    await clock.sleep(reconnectDelayMs(failures), signal)
    let wasOnline = false
    try {
      await cloud.hold(ipAddress, ends, {
        handshake: () => status.enter('handshake'),
        online: () => {
          wasOnline = true
          // A cloud may begin an update as soon as it has said hello.
          if (status.state !== 'updating') status.enter('online')
        },
      })
    } catch {
      // Not reachable, or it turned the device away: the Photon shows it by its LED and tries again.
      signal.throwIfAborted()
    }
    return wasOnline
  }
}
