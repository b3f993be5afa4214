import { toNumber, toText } from '../addresses.ts'
import type { WifiAccessPoint } from '../board-wifi.ts'
import type { Host, ImportTable } from '../host.ts'
import { putAccessPoint, readCredentials, sixBytes } from '../wifi-layout.ts'

/** `board::WifiState` */
const READY = 1
const CONNECTING = 2
const LISTENING = 4
const HAS_CREDENTIALS = 8

/** What a device answers for the signal while its Wi-Fi is not ready. */
const RSSI_NOT_READY = 2

/** `board::WifiAddress` */
const ADDRESSES = ['local', 'subnetMask', 'gateway', 'dns', 'dhcp'] as const
/** `WLanSelectAntenna_TypeDef` */
const ANTENNAS = { internal: 0, external: 1, auto: 3 } as const
const STORED = 1
const FAILED = -1

export function wifiImports(host: Host): ImportTable {
  const { wifi } = host.board
  /** By `board::WifiCommand`. */
  const commands = [
    () => wifi?.on?.(),
    () => wifi?.off?.(),
    () => wifi?.connect?.(false),
    () => wifi?.disconnect?.(),
    () => wifi?.listen?.(true),
    () => wifi?.listen?.(false),
    () => wifi?.clearCredentials?.(),
    () => wifi?.connect?.(true),
    () => wifi?.useStaticIp?.(false),
    () => wifi?.useStaticIp?.(true),
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
    wifi_command: (command: number) => commands[command]?.(),
    ...networkImports(host),
    ...settingImports(host),
  }
}

/** The network it is on, those in the air and those in flash. */
function networkImports({ board: { wifi }, memory, jobs }: Host): ImportTable {
  let heard: readonly WifiAccessPoint[] = []
  const scan = async (): Promise<number> => {
    heard = (await wifi?.scan?.()) ?? []
    return heard.length
  }
  return {
    wifi_ssid: (pointer: number, size: number) => memory.putText(pointer, size, wifi?.ssid?.() ?? ''),
    wifi_bssid: (pointer: number) => memory.put(pointer, sixBytes(wifi?.bssid?.())),
    wifi_mac_address: (pointer: number) => memory.put(pointer, sixBytes(wifi?.macAddress)),
    wifi_address(which: number) {
      const name = ADDRESSES[which]
      return toNumber(name && wifi?.addresses?.()[name])
    },
    wifi_scan: () => jobs.start(scan(), FAILED),
    wifi_access_point(list: number, index: number, pointer: number) {
      const point = (list === STORED ? (wifi?.storedNetworks?.() ?? []) : heard)[index]
      if (point === undefined) return 0
      putAccessPoint(memory, pointer, point)
      return 1
    },
  }
}

function settingImports({ board: { wifi }, memory, jobs }: Host): ImportTable {
  return {
    wifi_set_credentials(pointer: number) {
      const stored = wifi?.setCredentials?.(readCredentials(memory, pointer))
      return jobs.start(
        stored?.then(ok => (ok ? 0 : FAILED)),
        FAILED,
      )
    },
    wifi_antenna: () => ANTENNAS[wifi?.antenna ?? 'internal'],
    wifi_select_antenna(value: number) {
      const antenna = (['internal', 'external', 'auto'] as const).find(name => ANTENNAS[name] === value)
      if (antenna === undefined || wifi?.selectAntenna === undefined) return FAILED
      wifi.selectAntenna(antenna)
      return 0
    },
    wifi_hostname: (pointer: number, size: number) => memory.putText(pointer, size, wifi?.hostname?.() ?? ''),
    wifi_set_hostname(pointer: number, length: number) {
      if (wifi?.setHostname === undefined) return FAILED
      wifi.setHostname(memory.text(pointer, length))
      return 0
    },
    wifi_listen_timeout: () => wifi?.listenTimeout?.() ?? 0,
    wifi_set_listen_timeout: (seconds: number) => wifi?.setListenTimeout?.(seconds),
    wifi_set_static_ip(local: number, subnetMask: number, gateway: number, dns: number) {
      wifi?.setStaticIp?.({
        local: toText(local),
        subnetMask: toText(subnetMask),
        gateway: toText(gateway),
        dns: toText(dns),
      })
    },
  }
}
