import type { SecurityKind } from '@particle-setup/protocol/softap'

/** One of the five networks that a Photon keeps. Cipher bits are gone by then. */
export interface StoredNetwork {
  /** 1 to 32 raw bytes. */
  readonly ssid: Uint8Array
  readonly security: SecurityKind
  /** The key as it was decrypted, cut at the first NUL; empty for an open network. */
  readonly password: Uint8Array
  readonly channel: number
  /** Enterprise networks only. */
  readonly eap?: {
    readonly type: number
    readonly outerIdentity: string
    readonly innerIdentity: string
    readonly clientCertificate: string
    readonly rootCa: string
    readonly privateKey: Uint8Array
  }
}
