import { PHOTON_PLATFORM_ID } from '@particle-setup/protocol/device'
import { GEN_A, GEN_B, type SoftApProfile } from './softap/profile.ts'

/**
 * The two ways in which Photons behave in setup mode: `gen-a` is Device OS 0.4.7 to 0.6.3, `gen-b` 0.7.0
 * to 3.3.1.
 */
export type Generation = 'gen-a' | 'gen-b'

/** What a Photon is: plain data. Times are simulated milliseconds. */
export interface PhotonProfile {
  /** States all that differs between the two; whatever is stated beside it counts more. */
  readonly generation: Generation
  /** How the setup protocol behaves. */
  readonly softap: SoftApProfile
  /** Characters of its setup code that the name of its setup network has. */
  readonly setupCodeLength: number
  readonly platformId: number
  /** Device OS. */
  readonly systemVersion: string
  /** Module version of that Device OS. Source: Device OS system/system-versions.md. */
  readonly systemModuleVersion: number
  /** One scan of all channels. */
  readonly scanMs: number
  /** Association with a network that lets it in. */
  readonly joinMs: number
  /** An attempt that ends without a link. */
  readonly joinFailureMs: number
  /** Rounds over the stored networks. */
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
  /** From the answer to `connect-ap` until both setup servers are gone. */
  readonly softApStopMs: number
  /** The network is reset after cloud connections failed for this long. */
  readonly networkResetMs: number
  /** Between two turns of the main loop. */
  readonly loopIntervalMs: number
  /** A program that keeps the main loop this long loses the cloud. */
  readonly unresponsiveMs: number
  /** From a reset that the program or the cloud asked for until the program starts: the bootloader. */
  readonly restartMs: number
  /** The SOS signal before a panic ends in a reset, for a hard fault, which flashes once. */
  readonly panicMs: number
  /** The largest program that an update may bring. */
  readonly programBytes: number
  /** The largest chunk of an update. */
  readonly otaChunkBytes: number
  /** An update without a chunk for this long ends in a reset. */
  readonly updateStallMs: number
}

/**
 * A Photon on Device OS 2.3.1. Where the firmware states a time it is that one; where it does not, it is
 * what people reported from the field, and where nobody did, what clients are known to allow for.
 */
export const PHOTON_2_3_1: PhotonProfile = {
  generation: 'gen-b',
  softap: GEN_B,
  // Since 0.7.0-rc.3. Source: Device OS hal/src/stm32f2xx/device_code.cpp.
  setupCodeLength: 6,
  platformId: PHOTON_PLATFORM_ID,
  systemVersion: '2.3.1',
  systemModuleVersion: 2302,
  // No figure is documented. A scan goes over 13 or 14 channels, and clients gave up on 2 s where 28
  // networks were in the air. Source: softap-setup-js pull request 13.
  scanMs: 1_500,
  // 1.5 to 8 s. Source: serial log in community.particle.io thread 21551; so for DHCP, socket and handshake.
  joinMs: 2_500,
  // Three of them make the 40 s of green that people see after a wrong password. Source: community 25045.
  joinFailureMs: 13_000,
  // Source: WICED_JOIN_RETRY_ATTEMPTS, as wlan_join() of Device OS v2.3.1 wlan_hal.cpp uses it.
  joinRounds: 3,
  // Source: wlan_connect_finalize(), the same file.
  joinLimitMs: 60_000,
  // No figure is documented: the system's loop asks for the network again at once.
  joinPauseMs: 1_000,
  dhcpMs: 25,
  cloudConnectMs: 600,
  // Source: the receive timeout of Device OS v2.3.1 lightssl_message_channel.cpp.
  cloudConnectLimitMs: 20_000,
  handshakeMs: 1_300,
  // The system reacts within milliseconds and stops HTTP, TCP and DNS one after the other; no figure is
  // documented, clients allow 4 s. Source: Device OS v2.3.1 softap.cpp.
  softApStopMs: 200,
  // Source: Device OS v2.3.1 system_task.cpp.
  networkResetMs: 300_000,
  // A device turns about once a millisecond; a computer full of Photons has other things to do.
  loopIntervalMs: 10,
  // Source: system_cloud_active() of Device OS v2.3.1 system_cloud_internal.cpp.
  unresponsiveMs: 15_000,
  // No figure is documented.
  restartMs: 500,
  // SOS and one flash for a hard fault, twice. Source: Device OS services/src/panic.c.
  panicMs: 10_400,
  // A Photon has room for 131,072 bytes of Thumb code. The same source makes a module several times as large:
  // its C library is not in the system's part, and every branch carries a call that gives way to other work.
  programBytes: 1_048_576,
  otaChunkBytes: 512,
  // 300 s where the modem is cellular. Source: Device OS v2.3.1.
  updateStallMs: 30_000,
}

/** The last Device OS for Photons before the setup protocol changed. */
const PHOTON_0_6_3: PhotonProfile = {
  ...PHOTON_2_3_1,
  generation: 'gen-a',
  softap: GEN_A,
  setupCodeLength: 4,
  systemVersion: '0.6.3',
  systemModuleVersion: 109,
}

const GENERATIONS: Readonly<Record<Generation, PhotonProfile>> = {
  'gen-a': PHOTON_0_6_3,
  'gen-b': PHOTON_2_3_1,
}

/** A whole profile from what is stated of it; the rest is that of its generation, `gen-b` by default. */
export function toProfile(stated: Partial<PhotonProfile> = {}): PhotonProfile {
  return { ...GENERATIONS[stated.generation ?? 'gen-b'], ...stated }
}
