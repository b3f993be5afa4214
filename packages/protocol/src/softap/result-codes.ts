/**
 * The `r` of a SoftAP answer: who checks it, what it means, what a person can do.
 * Source: Device OS v2.3.1 softap.cpp, wlan_hal.cpp, hal/inc/wlan_hal.h.
 */
export const RESULT_CODES = {
  /** Accepted. Says nothing about whether the password is right. */
  ok: 0,
  /** `set`: unknown key or empty value. */
  badSetting: -1,
  /** `configure-ap`: the network was not seen by the device's own scan. */
  networkNotFound: -2,
  /** `configure-ap`: SSID is empty or longer than 32 bytes. */
  badSsidLength: -3,
  /** `configure-ap`: key is missing, too short or too long for the network's security. */
  badPasswordLength: -4,
  /** `configure-ap`: an enterprise field is missing or too long. `connect-ap`, `public-key`: internal failure. */
  refused: 1,
  /** `configure-ap`: `pwd` or `ek` did not decrypt under the device's key. */
  badRsaPadding: -0x4100,
  /** `configure-ap`: the ciphertext is not smaller than the key's modulus. */
  badRsaInput: -0x4304,
} as const

export type ResultName = keyof typeof RESULT_CODES

const NAMES = new Map<number, ResultName>(
  Object.entries(RESULT_CODES).map(([name, code]) => [code, name as ResultName]),
)

/** The table's name for a result code, or `undefined` for one that is not in it (a flash or radio error). */
export function resultName(code: number): ResultName | undefined {
  return NAMES.get(code)
}
