/**
 * The seven commands of a Photon in listening mode and the keys of their JSON.
 *
 * The same names serve both transports: bare over TCP, with a leading slash as the path over HTTP.
 * Source: Device OS v2.3.1 hal/src/photon/softap.cpp.
 */
import { z } from 'zod'

export const SOFTAP_COMMANDS = [
  'version',
  'device-id',
  'scan-ap',
  'configure-ap',
  'connect-ap',
  'public-key',
  'set',
] as const

export type SoftApCommand = (typeof SOFTAP_COMMANDS)[number]

/** Where a Photon in listening mode is found. Source: softap.cpp, softap_ip.c. */
export const SOFTAP_DEFAULTS = {
  host: '192.168.0.1',
  tcpPort: 5609,
  httpPort: 80,
} as const

export const versionAnswerSchema = z.object({ v: z.number().int() })

export const deviceIdAnswerSchema = z.object({
  /** 24 hex digits, upper case on the wire; Particle's cloud wants lower case. */
  id: z.string().regex(/^[0-9a-fA-F]{24}$/),
  /** "1" once a claim code was acknowledged, for good. A string on a Photon; emulators send other kinds. */
  c: z.union([z.string(), z.boolean(), z.number()]).optional(),
})

export const scanEntrySchema = z.object({
  ssid: z.string(),
  /** Signal strength in dBm. */
  rssi: z.number().int(),
  /** WICED security value, see {@link SECURITY}; -1 is unknown. */
  sec: z.number().int(),
  /** Channel, 1 to 14. */
  ch: z.number().int().default(0),
  /** Highest data rate in kbit/s. */
  mdr: z.number().int().default(0),
})

export const scanAnswerSchema = z.object({ scans: z.array(scanEntrySchema) })

export const resultAnswerSchema = z.object({ r: z.number().int() })

export const publicKeyAnswerSchema = z.object({
  /** SubjectPublicKeyInfo in hex, zero-padded to 294 bytes by a Photon. Absent when `r` is not 0. */
  b: z
    .string()
    .regex(/^([0-9a-fA-F]{2})+$/)
    .optional(),
  r: z.number().int().default(0),
})

export type VersionAnswer = z.infer<typeof versionAnswerSchema>
export type DeviceIdAnswer = z.infer<typeof deviceIdAnswerSchema>
export type ScanEntry = z.infer<typeof scanEntrySchema>
export type ScanAnswer = z.infer<typeof scanAnswerSchema>
export type ResultAnswer = z.infer<typeof resultAnswerSchema>
export type PublicKeyAnswer = z.infer<typeof publicKeyAnswerSchema>

/** The body of `configure-ap`. A Photon answers any other key with an empty reply. */
export interface ConfigureApRequest {
  idx?: number
  ssid: string
  /** RSA ciphertext of the password, 256 lower-case hex digits; left out for an open network. */
  pwd?: string
  sec?: number
  ch?: number
  eap?: number
  oi?: string
  ii?: string
  crt?: string
  ca?: string
  ek?: string
  key?: string
}

/** Which JSON kind the device demands of each `configure-ap` key. Source: softap.cpp ConfigureAPCommand. */
export const CONFIGURE_AP_KEYS = {
  idx: 'number',
  ssid: 'string',
  pwd: 'string',
  ch: 'number',
  sec: 'number',
  eap: 'number',
  oi: 'string',
  ii: 'string',
  crt: 'string',
  ca: 'string',
  ek: 'string',
  key: 'string',
} as const

/** What `configure-ap` calls the ways to log on to an enterprise network. Source: hal/inc/wlan_hal.h. */
export const EAP_TYPES = {
  /** PEAP with MSCHAPv2: identity and password. */
  peap: 25,
  /** EAP-TLS: client certificate and private key. */
  tls: 13,
} as const

/** The body of `set`. `cc`, the claim code, is the only key a Photon knows. */
export interface SetRequest {
  k: string
  v: string
}

export const SET_KEYS = { k: 'string', v: 'string' } as const

/** Field limits of Device OS 0.7 to 3.3.1, in bytes. */
export const SOFTAP_LIMITS = {
  ssidBytes: { min: 1, max: 32 },
  pskBytes: { min: 8, max: 64 },
  wepBytes: { min: 5, max: 58 },
  identityBytes: { max: 64 },
  /** Of PEAP. */
  enterprisePasswordBytes: { min: 1, max: 64 },
  /** Of a client or root certificate, closing NUL not included. */
  certificateBytes: { max: 4095 },
  /** Of a private key's PEM with its CBC padding, closing NUL not included. */
  privateKeyBytes: { max: 2047 },
  claimCodeBytes: 63,
  commandBytes: 30,
  storedNetworks: 5,
} as const
