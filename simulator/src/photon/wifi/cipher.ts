import type { WifiCipher } from '@particle-setup/device-os-wasm/run'

const TKIP = 0x2
const AES = 0x4

/** The ciphers among the bits of a WICED security value. */
export function cipherOf(sec: number): WifiCipher | undefined {
  if (sec & AES) return sec & TKIP ? 'aes-tkip' : 'aes'
  return sec & TKIP ? 'tkip' : undefined
}
