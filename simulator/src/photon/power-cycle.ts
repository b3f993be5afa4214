import type { Board, Firmware, ResetRequest } from '@particle-setup/device-os-wasm/run'
import type { ConnectToCloud } from '@particle-setup/protocol/device'
import type { Clock, Emitter, Timer } from '../world/index.ts'
import { CloudLink } from './cloud-link/cloud-link.ts'
import { RESET_REASONS } from './cloud-link/reset-reason.ts'
import type { CloudReset } from './cloud-link/session-host.ts'
import type { AbandonedSession } from './cloud-link/vanished.ts'
import { Connectivity } from './connectivity.ts'
import type { PhotonEvents } from './events.ts'
import { createBoard } from './firmware/board.ts'
import { MainLoop } from './firmware/main-loop.ts'
import { systemEvents } from './firmware/system-events.ts'
import type { createPins } from './pins.ts'
import type { PhotonProfile } from './profile.ts'
import type { createSerial } from './serial.ts'
import type { Status } from './status.ts'
import type { Flash } from './storage/flash.ts'
import type { SetupMode } from './wifi/setup-mode.ts'
import type { Station } from './wifi/station.ts'
import type { PhotonWorld } from './world.ts'

/** Starts the program on a board. */
export type RunFirmware = (board: Board) => Firmware | Promise<Firmware>

/** Why the Photon starts, and how. */
export interface BootCause {
  /** `System.resetReason()` */
  readonly reason: number
  readonly data?: number
  /** Starts the system without the program. */
  readonly safeMode?: boolean
}

/** What stays while power comes and goes. */
export interface Hardware {
  readonly world: PhotonWorld
  readonly profile: PhotonProfile
  readonly flash: Flash
  readonly status: Status
  readonly station: Station
  readonly setup: SetupMode
  readonly events: Emitter<PhotonEvents>
  readonly pins: ReturnType<typeof createPins>
  readonly serial: ReturnType<typeof createSerial>
  readonly rtc: { unixMs(): number | undefined; set(unixMs: number): void }
  readonly abandoned: AbandonedSession
  readonly runFirmware: RunFirmware
  readonly connectToCloud: ConnectToCloud
}

const RESET_MODES = { reboot: 'reset', 'safe mode': 'safe-mode', dfu: 'dfu' } as const

/** How often the EEPROM is looked at for changes to keep. */
const EEPROM_COMMIT_MS = 1_000

/** The Photon from one start to the next reset or loss of power. */
export class PowerCycle {
  readonly connectivity: Connectivity
  readonly cloud: CloudLink
  private readonly hardware: Hardware
  private readonly cause: BootCause
  private readonly told: { reset(request: ResetRequest): void; panic(error: Error): void }
  private readonly clock: Clock
  private readonly power = new AbortController()
  private program: Firmware | undefined
  private mainLoop: MainLoop | undefined
  private network: Promise<void> = Promise.resolve()
  private commitTimer: Timer | undefined
  private endStateEvents = (): void => {}
  private lastResetTold = false

  constructor(hardware: Hardware, cause: BootCause, told: PowerCycle['told']) {
    this.hardware = hardware
    this.cause = cause
    this.told = told
    const { world, profile, flash, status, station, setup } = hardware
    this.clock = world.clock
    this.cloud = new CloudLink(hardware.connectToCloud, hardware.abandoned, {
      clock: world.clock,
      profile,
      flash,
      firmware: () => this.program,
      isSetUp: () => this.cause.safeMode === true || (this.mainLoop?.ready ?? false),
      takeLastReset: () => this.takeLastReset(),
      isCutOff: () => world.faults.isActive('cloud-unreachable', { deviceId: flash.identity.deviceId }),
      setUnixMs: unixMs => hardware.rtc.set(unixMs),
      signal: on => status.show({ signalling: on }),
      reset: mode => this.cloudReset(mode),
    })
    this.connectivity = new Connectivity({
      clock: world.clock,
      profile,
      flash,
      status,
      station,
      setup,
      cloud: this.cloud,
      responsive: signal => this.mainLoop?.responsive(signal) ?? Promise.resolve(),
    })
  }

  get firmware(): Firmware | undefined {
    return this.program
  }

  /**
   * Starts the program and the system's network task.
   *
   * @param bindFirst whether to settle only once the ports of a listening mode that comes first are bound
   * @throws what starting the program or binding a port throws
   */
  async start(bindFirst: boolean): Promise<void> {
    const { status, events, setup } = this.hardware
    status.show({
      safeMode: this.cause.safeMode ?? false,
      program: undefined,
      signalling: false,
      notice: undefined,
    })
    if (!this.cause.safeMode) await this.startProgram()
    if (this.program === undefined || this.program.mode.system === 'automatic') {
      this.connectivity.want({ wifi: true, cloud: true })
    }
    if (bindFirst && this.connectivity.willListen) await setup.open()
    this.endStateEvents = events.on('state', ({ from, to }) => {
      for (const { event, parameter } of systemEvents(from, to)) {
        this.program?.deliverSystemEvent(event, parameter)
      }
    })
    this.network = this.connectivity.run(this.power.signal).catch(error => {
      if (!this.power.signal.aborted) events.emit('problem', error)
    })
    this.mainLoop?.start()
    this.commitEeprom()
  }

  /** Ends everything that runs, with or without a word to the cloud as the reason says. */
  async stop(reason: Error): Promise<void> {
    const { flash, setup, pins } = this.hardware
    this.power.abort(reason)
    this.endStateEvents()
    this.commitTimer?.cancel()
    this.mainLoop?.stop()
    await this.program?.stop()
    await this.network
    await setup.close()
    flash.commitEeprom()
    pins.reset()
  }

  private async startProgram(): Promise<void> {
    const { hardware } = this
    const { world } = hardware
    const board = createBoard({
      clock: world.clock,
      random: world.random.fork('program'),
      profile: hardware.profile,
      flash: hardware.flash,
      status: hardware.status,
      station: hardware.station,
      cloud: this.cloud,
      connectivity: this.connectivity,
      events: hardware.events,
      pins: hardware.pins.board,
      serial: hardware.serial.board,
      mainLoop: () => this.mainLoop,
      unixMs: () => hardware.rtc.unixMs(),
      reset: request => this.told.reset(request),
      resetReason: this.cause.reason,
      resetReasonData: this.cause.data ?? 0,
    })
    const program = await world.clock.hold(Promise.resolve(hardware.runFirmware(board)))
    this.program = program
    this.mainLoop = new MainLoop(program, world.clock, hardware.profile, {
      ready: () => this.cloud.introduce(),
      trapped: error => this.told.panic(error),
      unresponsive: () => this.cloud.drop(),
    })
  }

  private takeLastReset(): number | undefined {
    if (this.lastResetTold) return undefined
    this.lastResetTold = true
    return this.cause.reason
  }

  private cloudReset(mode: CloudReset): void {
    if (mode === 'network') this.connectivity.restart()
    else this.told.reset({ mode: RESET_MODES[mode], data: 0 })
  }

  private commitEeprom(): void {
    this.hardware.flash.commitEeprom()
    this.commitTimer = this.clock.setTimeout(() => this.commitEeprom(), EEPROM_COMMIT_MS)
  }
}

/** How the Photon starts after the program or the cloud asked for a reset. */
export function bootCauseOf(request: ResetRequest): BootCause {
  const { data } = request
  if (request.mode === 'safe-mode') return { reason: RESET_REASONS.safeMode, data, safeMode: true }
  if (request.mode === 'factory') return { reason: RESET_REASONS.factoryReset, data }
  return { reason: RESET_REASONS.user, data }
}
