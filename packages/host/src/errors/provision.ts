import { ParticleSetupError } from './base.ts'

/** After `connect-ap` the Photon is in listening mode again: it could not join the network. */
export class BackInListeningMode extends ParticleSetupError {
  readonly code = 'back-in-listening-mode'
  readonly deviceId: string
  readonly ssid: string

  constructor(deviceId: string, ssid: string) {
    super(
      `Photon ${deviceId} could not join "${ssid}" and is in listening mode again. Most likely the Wi-Fi password is wrong: check it and provision again`,
    )
    this.deviceId = deviceId
    this.ssid = ssid
  }
}

/** The Photon took everything, yet the cloud does not show it online among the customer's devices. */
export class DeviceNotSeen extends ParticleSetupError {
  readonly code = 'device-not-seen'
  readonly deviceId: string
  readonly waitedMs: number
  /** `not-owned`: not in the customer's list at all; `offline`: there, but without a session. */
  readonly state: 'not-owned' | 'offline'

  constructor(deviceId: string, waitedMs: number, state: 'not-owned' | 'offline') {
    super(
      state === 'offline'
        ? `Photon ${deviceId} belongs to the customer but did not come online within ${waitedMs} ms. Check that the network reaches the internet: breathing cyan is online`
        : `Photon ${deviceId} did not appear among the customer's devices within ${waitedMs} ms. If it breathes cyan, the claim code had expired or the Photon has another owner: provision again with a new claim code; else check the Wi-Fi password`,
    )
    this.deviceId = deviceId
    this.waitedMs = waitedMs
    this.state = state
  }
}
