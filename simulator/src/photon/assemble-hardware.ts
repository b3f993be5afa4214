import { RETAINED_BYTES } from '@particle-setup/device-os-wasm/run'
import type { ConnectToCloud } from '@particle-setup/protocol/device'
import { createEmitter } from '../world/index.ts'
import { AbandonedSession } from './cloud-link/vanished.ts'
import type { PhotonEvents } from './events.ts'
import { programPages } from './firmware/program-pages.ts'
import { ProgramStore } from './firmware/program-store.ts'
import { createBuses } from './peripherals/buses.ts'
import { createPins } from './pins.ts'
import type { Hardware, PowerCycle, RunFirmware } from './power-cycle.ts'
import { type PhotonProfile, toProfile } from './profile.ts'
import { createRealTimeClock } from './real-time-clock.ts'
import { createSerial } from './serial.ts'
import { type SocketReach, Sockets } from './sockets/sockets.ts'
import { startSoftAp } from './softap/index.ts'
import { createSoftApDevice } from './softap-device.ts'
import { Status } from './status.ts'
import type { Flash } from './storage/flash.ts'
import { SetupMode, type SoftApAddress, type StartSoftAp } from './wifi/setup-mode.ts'
import { Station } from './wifi/station.ts'
import type { PhotonWorld } from './world.ts'

export interface PhotonOptions {
  world: PhotonWorld
  /** Says also who the Photon is. */
  flash: Flash
  /** Starts the program; called at every start of the Photon. */
  firmware: RunFirmware
  /** SHA-256 of the program that `firmware` starts while no update has brought another. Default: not known. */
  firmwareSha256?: string
  /** Holds what updates bring, for all Photons that are given the same one. Default: one of its own. */
  programs?: ProgramStore
  connectToCloud: ConnectToCloud
  /**
   * Where listening mode is reached. Default: 127.0.0.1 and any free ports, chosen at the first listening
   * mode and then kept. `false`: no ports at all, for fleets that nobody will set up.
   */
  softap?: Partial<SoftApAddress> | false
  /** Serves the setup protocol. Default: the real one. */
  startSoftAp?: StartSoftAp
  /**
   * Whether a program's TCP and UDP are sockets of this machine, to and from this machine only. Default `none`: as
   * on a network where nobody answers.
   */
  sockets?: SocketReach
  /** What differs from a Photon on Device OS 2.3.1; `generation: 'gen-a'` makes it one on 0.6.3. */
  profile?: Partial<PhotonProfile>
}

/**
 * Puts together what a Photon is made of.
 *
 * @param cycle answers the power cycle that the Photon is in; `undefined` while nothing runs
 */
export function assembleHardware(options: PhotonOptions, cycle: () => PowerCycle | undefined): Hardware {
  const { flash } = options
  const world = { ...options.world, random: options.world.random.fork(`photon/${flash.identity.deviceId}`) }
  const profile = toProfile(options.profile)
  const events = createEmitter<PhotonEvents>()
  const status = new Status(events, world.clock)
  const station = new Station({ world, flash, profile, status })
  const sockets = options.sockets === 'loopback' ? createSockets(world, station) : undefined
  const pins = createPins(world.clock, world.random.fork('pins'))
  const buses = createBuses(pins)
  const serial = createSerial(line => events.emit('serial', line))
  const device = createSoftApDevice({
    flash,
    station,
    clock: world.clock,
    credentialsStored: () => cycle()?.connectivity.credentialsStored(),
    leave: () => cycle()?.connectivity.leaveListening(),
  })
  return {
    world,
    profile,
    flash,
    status,
    station,
    sockets,
    events,
    pins,
    buses,
    serial,
    rtc: createRealTimeClock(world.clock),
    retained: new Uint8Array(RETAINED_BYTES),
    setup: new SetupMode({
      device,
      start: options.softap === false ? undefined : (options.startSoftAp ?? startSoftAp),
      address: { host: '127.0.0.1', tcp: 0, http: 0, ...(options.softap || {}) },
      clock: world.clock,
      profile,
      events,
      pages: () => programPages(cycle()?.firmware),
    }),
    abandoned: new AbandonedSession(),
    runFirmware: options.firmware,
    firmwareSha256: options.firmwareSha256,
    programs: options.programs ?? new ProgramStore(),
    connectToCloud: options.connectToCloud,
  }
}

function createSockets({ clock }: PhotonWorld, station: Station): Sockets {
  const sockets = new Sockets({
    clock,
    isOnNetwork: () => station.connection !== undefined,
    isOwn: address => station.connection?.addresses.local === address,
  })
  station.onLeave(() => sockets.closeAll())
  return sockets
}
