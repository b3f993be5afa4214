import { PHOTON_PLATFORM_ID } from '@particle-setup/protocol/device'

/** What a Photon is: plain data. Times are simulated milliseconds. */
export interface PhotonProfile {
  readonly platformId: number
  /** Device OS. */
  readonly systemVersion: string
  /** Module version of that Device OS. */
  readonly systemModuleVersion: number
  /** One scan of all channels. No figure is documented; clients allow 3 s and more. */
  readonly scanMs: number
  /** Association with a network that lets it in. Field logs say 1.5 to 8 s. */
  readonly joinMs: number
  /** An attempt that ends without a link. Three of them make the 40 s that people report. */
  readonly joinFailureMs: number
  /** Rounds over the stored networks. Source: reference softap.md 5.2. */
  readonly joinRounds: number
  /** After this long a whole attempt is given up. */
  readonly joinLimitMs: number
  /** Between two whole attempts with credentials that are not new. */
  readonly joinPauseMs: number
  readonly dhcpMs: number
  /** Opening the socket to the cloud. */
  readonly cloudConnectMs: number
  /** After this long without an answer the socket is given up. */
  readonly cloudConnectLimitMs: number
  /** From the open socket to hello; a cloud waits 4 s for that. */
  readonly handshakeMs: number
  /** From the answer to `connect-ap` until both setup servers are gone; at most 1 s on a device. */
  readonly softApStopMs: number
  /** The network is reset after cloud connections failed for this long. Source: Device OS system_task.cpp. */
  readonly networkResetMs: number
  /** Between two turns of the main loop. A device turns about once a millisecond. */
  readonly loopIntervalMs: number
  /** A program that keeps the main loop this long loses the cloud. Source: system_cloud_active(). */
  readonly unresponsiveMs: number
  /** From a reset that the program or the cloud asked for until the program starts: the bootloader. */
  readonly restartMs: number
  /** The SOS signal before a panic ends in a reset. */
  readonly panicMs: number
}

/** A Photon on Device OS 2.3.1 with the timings that were measured or reported from the field. */
export const PHOTON_2_3_1: PhotonProfile = {
  platformId: PHOTON_PLATFORM_ID,
  systemVersion: '2.3.1',
  systemModuleVersion: 2302,
  scanMs: 1_500,
  joinMs: 2_500,
  joinFailureMs: 13_000,
  joinRounds: 3,
  joinLimitMs: 60_000,
  joinPauseMs: 1_000,
  dhcpMs: 25,
  cloudConnectMs: 600,
  cloudConnectLimitMs: 20_000,
  handshakeMs: 1_300,
  softApStopMs: 200,
  networkResetMs: 300_000,
  loopIntervalMs: 10,
  unresponsiveMs: 15_000,
  restartMs: 500,
  panicMs: 10_000,
}
