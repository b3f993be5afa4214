import { CONFIGURE_AP_KEYS, RESULT_CODES } from '@particle-setup/protocol/softap'
import type { FieldKinds } from './json/fields.ts'

/** How one generation of Device OS behaves in setup mode. */
export interface SoftApProfile {
  /** TCP connections that the network stack serves at once, both ports together. */
  readonly maxConnections: number
  /** Connections that the HTTP server serves at once. */
  readonly maxHttpConnections: number
  /** Largest request body that still finds memory, in bytes. */
  readonly freeHeapBytes: number
  /** The first TCP connection after power-up is answered but not closed (device-os issue 1252). */
  readonly firstTcpConnectionStaysOpen: boolean
  /** Whether a URL must be a command's path or only begin with it, in any case of letters. */
  readonly httpPathMatch: 'exact' | 'prefix'
  /** How long HTTP waits for the next packet of a body before it makes do with what came; none: for ever. */
  readonly httpBodyPacketTimeoutMs: number | undefined
  readonly configureApKeys: FieldKinds
  /** Checks lengths, scans for the network's cipher, and refuses; otherwise everything is stored as sent. */
  readonly validatesNetworks: boolean
  /** The `r` for a password that does not decrypt. */
  readonly badPaddingResult: number
}

/** Device OS 0.7.0 to 3.3.1. Source: softap.cpp, wlan_hal.cpp, lwipopts.h of v2.3.1. */
export const GEN_B: SoftApProfile = {
  maxConnections: 10,
  maxHttpConnections: 10,
  freeHeapBytes: 40_000,
  firstTcpConnectionStaysOpen: false,
  httpPathMatch: 'exact',
  httpBodyPacketTimeoutMs: undefined,
  configureApKeys: CONFIGURE_AP_KEYS,
  validatesNetworks: true,
  badPaddingResult: RESULT_CODES.badRsaPadding,
}

/** Device OS 0.4.7 to 0.6.4: the older WICED HTTP server, and credentials stored unseen. */
export const GEN_A: SoftApProfile = {
  ...GEN_B,
  maxHttpConnections: 1,
  firstTcpConnectionStaysOpen: true,
  httpPathMatch: 'prefix',
  httpBodyPacketTimeoutMs: 3_000,
  configureApKeys: { idx: 'number', ssid: 'string', pwd: 'string', ch: 'number', sec: 'number' },
  validatesNetworks: false,
  badPaddingResult: -1_040,
}
