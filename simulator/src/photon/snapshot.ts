import type { VariableType } from '@particle-setup/device-os-wasm/run'
import type { LedSignal, PhotonState } from './led.ts'
import type { Hardware, PowerCycle } from './power-cycle.ts'
import type { ProgramPort } from './sockets/sockets.ts'
import type { SoftApAddress } from './wifi/setup-mode.ts'

/** What is to be seen of a Photon, ready for JSON. Holds no secret. */
export interface PhotonSnapshot {
  readonly id: string
  /** Its setup network. */
  readonly ssid: string
  readonly state: PhotonState
  readonly led: LedSignal
  readonly wifi: {
    /** The network it is on. */
    readonly ssid: string | undefined
    readonly rssiDbm: number | undefined
    readonly ipAddress: string | undefined
    /** Names of the stored networks, the first tried first. */
    readonly stored: readonly string[]
  }
  readonly cloud: {
    readonly connected: boolean
    readonly claimed: boolean
    readonly claimCodeStored: boolean
  }
  /** `undefined` while no program runs: off, panic, safe mode. */
  readonly firmware:
    | {
        readonly state: 'running' | 'trapped' | 'reset' | 'stopped'
        /** First digits of the program's SHA-256, as far as it is known. */
        readonly sha256: string | undefined
        /** An update brought it. */
        readonly flashed: boolean
        readonly functions: readonly string[]
        readonly variables: Readonly<Record<string, VariableType>>
      }
    | undefined
  /** Where its program waits for connections and packets. */
  readonly ports: readonly ProgramPort[]
  /** `undefined` while the setup network is down. */
  readonly softap: SoftApAddress | undefined
}

/** As many hex digits as people compare. */
const SHORT_SHA256 = 12

export function takeSnapshot(
  photon: { readonly id: string; readonly ssid: string },
  hardware: Hardware,
  cycle: PowerCycle | undefined,
): PhotonSnapshot {
  const { status, station, flash, setup } = hardware
  const { connection } = station
  const program = cycle?.firmware
  return {
    id: photon.id,
    ssid: photon.ssid,
    state: status.state,
    led: status.led,
    wifi: {
      ssid: connection && text(connection.network.ssid),
      rssiDbm: station.rssiDbm(),
      ipAddress: connection?.addresses.local,
      stored: flash.networks.map(network => text(network.ssid)),
    },
    cloud: {
      connected: cycle?.cloud.online ?? false,
      claimed: flash.claimed,
      claimCodeStored: flash.claimCode !== undefined,
    },
    firmware: program && {
      state: program.state,
      sha256: cycle.running?.sha256?.slice(0, SHORT_SHA256),
      flashed: cycle.running?.flashed ?? false,
      functions: [...program.functions],
      variables: { ...program.variables },
    },
    ports: hardware.sockets?.ports ?? [],
    softap: setup.address,
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}
