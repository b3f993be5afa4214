import type { Host, ImportTable } from '../host.ts'

/** `board::WifiState` */
const READY = 1
const CONNECTING = 2
const LISTENING = 4
const HAS_CREDENTIALS = 8

/** What a device answers for the signal while its Wi-Fi is not ready. */
const RSSI_NOT_READY = 2

export function wifiImports({ board: { wifi }, memory }: Host): ImportTable {
  /** By `board::WifiCommand`. */
  const commands = [
    () => wifi?.on?.(),
    () => wifi?.off?.(),
    () => wifi?.connect?.(),
    () => wifi?.disconnect?.(),
    () => wifi?.listen?.(true),
    () => wifi?.listen?.(false),
    () => wifi?.clearCredentials?.(),
  ]
  return {
    wifi_state: () =>
      wifi === undefined
        ? 0
        : (wifi.ready() ? READY : 0) |
          (wifi.connecting?.() ? CONNECTING : 0) |
          (wifi.listening?.() ? LISTENING : 0) |
          (wifi.hasCredentials?.() ? HAS_CREDENTIALS : 0),
    wifi_rssi: () => wifi?.rssiDbm?.() ?? RSSI_NOT_READY,
    wifi_ssid: (pointer: number, size: number) => memory.putText(pointer, size, wifi?.ssid?.() ?? ''),
    wifi_local_ip: (pointer: number, size: number) =>
      memory.putText(pointer, size, wifi?.localIp?.() ?? '0.0.0.0'),
    wifi_command: (command: number) => commands[command]?.(),
  }
}
