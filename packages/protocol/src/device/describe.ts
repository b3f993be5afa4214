/**
 * What a Photon says of itself. Source: Device OS v2.3.1 system_info.cpp, communication/src/messages.cpp.
 */

/** Type codes of the Describe's JSON form and the names that Particle's HTTP API gives them. */
export const VARIABLE_TYPES = {
  bool: 1,
  int32: 2,
  string: 4,
  double: 9,
} as const

export type VariableType = keyof typeof VARIABLE_TYPES

export type VariableValue = boolean | number | string

/** One flash module, keys as on the wire. */
export interface ModuleDescription {
  /** Largest size in bytes. */
  s: number
  /** Location: m main, b backup, f factory, t scratchpad. */
  l: 'm' | 'b' | 'f' | 't'
  /** Validations performed and passed, as bits. */
  vc: number
  vv: number
  /** SHA-256 in upper-case hex, user part only. */
  u?: string
  /** Function: b bootloader, s system part, u user part, m monolithic. */
  f?: 'b' | 's' | 'u' | 'm'
  /** Index, a string on the wire. */
  n?: string
  v?: number
  d?: readonly { f: string; n: string; v: number }[]
}

/** The application part, the system part, or both at once. */
export interface Describe {
  application?: {
    functions: readonly string[]
    variables: Readonly<Record<string, VariableType>>
  }
  system?: {
    platformId: number
    modules: readonly ModuleDescription[]
  }
}
