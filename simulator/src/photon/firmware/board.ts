import type {
  Board,
  BoardButton,
  BoardFlags,
  BoardNetwork,
  BoardPins,
  BoardSerial,
  BoardServo,
  ResetRequest,
  SleepRequest,
} from '@particle-setup/device-os-wasm/run'
import type { Clock, Emitter, Random } from '../../world/index.ts'
import type { CloudLink } from '../cloud-link/cloud-link.ts'
import { GracefulEnd } from '../cloud-link/graceful-end.ts'
import type { Connectivity } from '../connectivity.ts'
import type { PhotonEvents } from '../events.ts'
import type { Buses } from '../peripherals/buses.ts'
import type { PhotonProfile } from '../profile.ts'
import { createBoardRgb } from '../program-light.ts'
import type { Status } from '../status.ts'
import type { Flash } from '../storage/flash.ts'
import type { Station } from '../wifi/station.ts'
import { createBoardWifi } from './board-wifi.ts'
import type { MainLoop } from './main-loop.ts'
import { VitalsPublisher } from './vitals-publisher.ts'

export interface BoardParts {
  readonly clock: Clock
  readonly random: Random
  readonly profile: PhotonProfile
  readonly flash: Flash
  readonly status: Status
  readonly station: Station
  /** `undefined`: the program's sockets lead nowhere. */
  readonly network: BoardNetwork | undefined
  readonly cloud: CloudLink
  readonly connectivity: Connectivity
  readonly events: Emitter<PhotonEvents>
  readonly pins: BoardPins
  readonly servo: BoardServo
  readonly buses: Buses
  readonly serial: BoardSerial
  readonly retained: Uint8Array
  /** `undefined` while constructors and `STARTUP` code run. */
  readonly mainLoop: () => MainLoop | undefined
  /** Milliseconds since 1970, `undefined` until the cloud has told the time. */
  readonly unixMs: () => number | undefined
  readonly reset: (request: ResetRequest) => void
  readonly sleep: (request: SleepRequest) => void
  readonly wake: () => void
  readonly flags: BoardFlags
  readonly button: BoardButton
  /** The program has stored a network. */
  readonly credentialsAdded: () => void
  readonly resetReason: number
  readonly resetReasonData: number
  /** Aborts when the Photon stops. */
  readonly power: AbortSignal
}

/** The hardware that a program sees, from its start until the next reset. */
export function createBoard(parts: BoardParts): Board {
  const { clock, flash, status } = parts
  const startMs = clock.nowMs()

  return {
    deviceId: flash.identity.deviceId,
    eeprom: flash.eeprom,
    pins: parts.pins,
    servo: parts.servo,
    i2c: parts.buses.i2c,
    spi: parts.buses.spi,
    serial: parts.serial,
    retained: parts.retained,
    button: parts.button,
    background: () => parts.mainLoop()?.background(),
    random32: () => parts.random.next32(),
    time: {
      uptimeMs: () => clock.nowMs() - startMs,
      unixMs: parts.unixMs,
      sleep: (ms, signal) => clock.sleep(ms, signal),
    },
    cloud: createBoardCloud(parts, startMs),
    wifi: createBoardWifi(parts),
    ...(parts.network && { network: parts.network }),
    rgb: createBoardRgb(status),
    system: {
      reset: parts.reset,
      sleep: parts.sleep,
      wake: parts.wake,
      flags: parts.flags,
      version: parts.profile.systemVersion,
      resetReason: parts.resetReason,
      resetReasonData: parts.resetReasonData,
    },
  }
}

function createBoardCloud(parts: BoardParts, startMs: number): NonNullable<Board['cloud']> {
  const { cloud, connectivity, clock, power, station } = parts
  const vitals = new VitalsPublisher({
    clock,
    power,
    publish: () =>
      cloud.publishVitals({
        uptimeSeconds: Math.floor((clock.nowMs() - startMs) / 1_000),
        rssiDbm: station.rssiDbm(),
      }),
  })
  return {
    connected: () => cloud.online,
    publish(event) {
      const sent = cloud.publish(event)
      parts.events.emit('publish', { ...event, sent: sent !== false })
      return sent
    },
    subscribe(filter, scope, deviceId) {
      const setupDone = parts.mainLoop()?.ready ?? false
      cloud.subscribe({ filter, scope: deviceId === undefined ? scope : { deviceId } }, setupDone)
    },
    unsubscribe: () => cloud.unsubscribe(),
    connect: () => connectivity.want({ wifi: true, cloud: true }),
    disconnect: request =>
      connectivity.want({ cloud: false }, request?.graceful ? new GracefulEnd(request.timeoutMs) : undefined),
    syncTime: () => cloud.syncTime(),
    publishVitals: periodSeconds => vitals.publish(periodSeconds),
  }
}
