import type { AccessPoint } from '../../world/index.ts'
import type { StoredNetwork } from '../storage/network.ts'

/** What the setup protocol asks of the Photon around it. */
export interface SoftApDevice {
  /** 24 lower-case hex digits. */
  readonly deviceId: string
  /** A claim code was once acknowledged by the cloud. */
  isClaimed(): boolean
  /** DER SubjectPublicKeyInfo, 162 bytes. */
  publicKey(): Promise<Uint8Array>
  /**
   * The bare RSA operation with the device's private key on 128 bytes, padding left in place.
   *
   * @throws RangeError when the number is not smaller than the modulus.
   */
  decryptRaw(ciphertext: Uint8Array): Promise<Uint8Array>
  /** One scan of all channels; takes as long as the profile says. Every access point in the air, hidden ones too. */
  scan(signal: AbortSignal): Promise<readonly AccessPoint[]>
  /** Same SSID: replaced in place; otherwise put first, the sixth drops. */
  storeNetwork(network: StoredNetwork): void
  /** At most 63 bytes. */
  setClaimCode(code: Uint8Array): void
  /** `connect-ap`: setup mode ends once the answer is out. */
  leaveListeningMode(): void
}
