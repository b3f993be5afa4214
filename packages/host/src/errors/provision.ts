import { ParticleSetupError } from './base.ts'

/** After `connect-ap` the Photon is in listening mode again: it could not join the network. */
export class BackInListeningMode extends ParticleSetupError {
  readonly code = 'back-in-listening-mode'
  readonly deviceId: string
  readonly ssid: string
  /** What happened, in a clause. */
  readonly meaning: string
  /** What the person should try, in a sentence without its full stop. */
  readonly advice: string

  constructor(deviceId: string, ssid: string) {
    const meaning = `Photon ${deviceId} could not join "${ssid}" and is in listening mode again`
    const advice = 'Most likely the Wi-Fi password is wrong: check it and provision again'
    super(`${meaning}. ${advice}`)
    this.deviceId = deviceId
    this.ssid = ssid
    this.meaning = meaning
    this.advice = advice
  }
}

const NOT_SEEN = {
  'not-owned': {
    meaning: "did not appear among the customer's devices",
    advice:
      'If it breathes cyan, the claim code had expired or the Photon has another owner: provision again with a new claim code; else check the Wi-Fi password',
  },
  offline: {
    meaning: 'belongs to the customer but did not come online',
    advice: 'Check that the network reaches the internet: breathing cyan is online',
  },
} as const

/** The Photon took everything, yet the cloud does not show it online among the customer's devices. */
export class DeviceNotSeen extends ParticleSetupError {
  readonly code = 'device-not-seen'
  readonly deviceId: string
  readonly waitedMs: number
  /** `not-owned`: not in the customer's list at all; `offline`: there, but without a session. */
  readonly state: keyof typeof NOT_SEEN
  /** What happened, in a clause. */
  readonly meaning: string
  /** What the person should try, in a sentence without its full stop. */
  readonly advice: string

  constructor(deviceId: string, waitedMs: number, state: keyof typeof NOT_SEEN) {
    const meaning = `Photon ${deviceId} ${NOT_SEEN[state].meaning} within ${waitedMs} ms`
    const { advice } = NOT_SEEN[state]
    super(`${meaning}. ${advice}`)
    this.deviceId = deviceId
    this.waitedMs = waitedMs
    this.state = state
    this.meaning = meaning
    this.advice = advice
  }
}
