import type { BoardWifi, WifiAccessPoint } from '@particle-setup/device-os-wasm/run'
import type { AccessPoint } from '../../world/index.ts'
import type { Connectivity } from '../connectivity.ts'
import { macAddress } from '../identity.ts'
import { toSecurityKind } from '../softap/configure/security.ts'
import type { Status } from '../status.ts'
import type { Flash } from '../storage/flash.ts'
import { cipherOf } from '../wifi/cipher.ts'
import { networkOf } from '../wifi/program-credentials.ts'
import type { Station } from '../wifi/station.ts'

/** What `WiFi.RSSI()` says while there is no network. */
const RSSI_NOT_READY = 2

interface Parts {
  readonly flash: Flash
  readonly status: Status
  readonly station: Station
  readonly connectivity: Connectivity
  /** The program has stored a network. */
  readonly credentialsAdded: () => void
  /** Aborts when the program's time is over. */
  readonly power: AbortSignal
}

/** Wi-Fi as a program sees it. */
export function createBoardWifi(parts: Parts): BoardWifi {
  const { flash, status, station, connectivity, credentialsAdded, power } = parts
  return {
    ready: () => station.connection !== undefined,
    connecting: () => status.state === 'joining' || status.state === 'dhcp',
    listening: () => status.state === 'listening',
    rssiDbm: () => station.rssiDbm() ?? RSSI_NOT_READY,
    ssid: () => Buffer.from(station.connection?.network.ssid ?? []).toString('utf8'),
    bssid: () => bytesOf(station.accessPoint()?.bssid),
    macAddress: macAddress(flash.identity),
    addresses: () => station.connection?.addresses ?? {},
    off: () => connectivity.want({ wifi: false }),
    connect(skipListen) {
      if (!skipListen || flash.networks.length > 0) connectivity.want({ wifi: true })
    },
    disconnect: () => connectivity.want({ wifi: false }),
    listen: enable => (enable ? connectivity.enterListening() : connectivity.leaveListening()),
    listenTimeout: () => connectivity.listenTimeoutMs / 1_000,
    setListenTimeout: seconds => connectivity.limitListening(seconds * 1_000),
    hasCredentials: () => flash.networks.length > 0,
    clearCredentials: () => flash.clearNetworks(),
    async setCredentials(credentials) {
      const network = await networkOf(credentials, () => station.scan(power))
      if (network === undefined) return false
      flash.storeNetwork(network)
      credentialsAdded()
      return true
    },
    storedNetworks: () => flash.networks.map(({ ssid, security, channel }) => ({ ssid, security, channel })),
    scan: async () => (await station.scan(power)).map(heard),
    get antenna() {
      return flash.wifi.antenna
    },
    selectAntenna: antenna => flash.setWifi({ antenna }),
    hostname: () => flash.wifi.hostname,
    setHostname: hostname => flash.setWifi({ hostname }),
    setStaticIp: staticAddresses => flash.setWifi({ staticAddresses }),
    useStaticIp: usesStaticIp => flash.setWifi({ usesStaticIp }),
  }
}

function heard({ ssid, bssid, sec, channel, maxRateKbps, rssiDbm }: AccessPoint): WifiAccessPoint {
  return {
    ssid,
    bssid: bytesOf(bssid),
    security: toSecurityKind(sec),
    cipher: cipherOf(sec),
    channel,
    maxDataRate: maxRateKbps * 1_000,
    rssiDbm,
  }
}

/** Of `aa:bb:cc:dd:ee:ff`. */
function bytesOf(address = ''): Uint8Array {
  return Uint8Array.from(Buffer.from(address.replaceAll(':', ''), 'hex'))
}
