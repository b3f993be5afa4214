import { FirmwareFileError } from '@particle-setup/device-os-wasm/compile'
import {
  type Board,
  type Firmware,
  FirmwareTrapError,
  type ResetRequest,
  type SleepRequest,
  type SystemFlag,
} from '@particle-setup/device-os-wasm/run'
import type { ConnectToCloud } from '@particle-setup/protocol/device'
import type { Clock, Emitter, Timer } from '../world/index.ts'
import { CloudLink } from './cloud-link/cloud-link.ts'
import { type LastReset, RESET_REASONS } from './cloud-link/reset-reason.ts'
import type { CloudReset } from './cloud-link/session-host.ts'
import type { AbandonedSession } from './cloud-link/vanished.ts'
import { Connectivity } from './connectivity.ts'
import type { PhotonEvents, RunningProgram } from './events.ts'
import { createBoard } from './firmware/board.ts'
import { MainLoop } from './firmware/main-loop.ts'
import type { ProgramStore } from './firmware/program-store.ts'
import { CREDENTIALS, SYSTEM_EVENTS, systemEvents, TIME_SYNCHRONIZED } from './firmware/system-events.ts'
import { CREDENTIALS_CLEARED_SIGNAL } from './led.ts'
import { PendingReset } from './pending-reset.ts'
import type { Buses } from './peripherals/buses.ts'
import type { createPins } from './pins.ts'
import type { PhotonProfile } from './profile.ts'
import { NO_PROGRAM_LIGHT } from './program-light.ts'
import type { RealTimeClock } from './real-time-clock.ts'
import type { createSerial } from './serial.ts'
import { SetupButton } from './setup-button.ts'
import type { Sockets } from './sockets/sockets.ts'
import type { Status } from './status.ts'
import type { Flash } from './storage/flash.ts'
import { SystemFlags } from './system-flags.ts'
import { createUpdateHost } from './update/host.ts'
import type { SetupMode } from './wifi/setup-mode.ts'
import type { Station } from './wifi/station.ts'
import type { PhotonWorld } from './world.ts'

/**
 * Starts a program on a board: what an update has brought, or, for `undefined`, what the Photon was made with.
 */
export type RunFirmware = (board: Board, program: Uint8Array | undefined) => Firmware | Promise<Firmware>

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
  /** `undefined`: programs have none. */
  readonly sockets: Sockets | undefined
  readonly setup: SetupMode
  readonly events: Emitter<PhotonEvents>
  readonly pins: ReturnType<typeof createPins>
  readonly buses: Buses
  readonly serial: ReturnType<typeof createSerial>
  readonly rtc: RealTimeClock
  /** The program's backup memory. */
  readonly retained: Uint8Array
  readonly abandoned: AbandonedSession
  /** Starts a program; as to the one it was made with, {@link Photon.load} brings another. */
  runFirmware: RunFirmware
  /** Of the program that the Photon was made with. */
  firmwareSha256: string | undefined
  readonly programs: ProgramStore
  readonly connectToCloud: ConnectToCloud
}

const RESET_MODES = { reboot: 'reset', 'safe mode': 'safe-mode', dfu: 'dfu' } as const

/** How often the EEPROM is looked at for changes to keep. */
const EEPROM_COMMIT_MS = 1_000

/** How long the LED tells that the stored networks were cleared: 25 changes of 50 ms. */
const CLEARED_NOTICE_MS = 1_250

/** The Photon from one start to the next reset or loss of power. */
export class PowerCycle {
  readonly connectivity: Connectivity
  readonly cloud: CloudLink
  readonly button: SetupButton
  private readonly flags = new SystemFlags((flag, on) => this.flagChanged(flag, on))
  private readonly pendingReset: PendingReset
  private readonly hardware: Hardware
  private readonly cause: BootCause
  private readonly told: {
    reset(request: ResetRequest): void
    restart(cause: BootCause): void
    panic(error: Error): void
    /** Switches off, for that many milliseconds at most, which may be infinite. */
    hibernate(ms: number): void
  }
  private readonly clock: Clock
  private readonly power = new AbortController()
  private program: Firmware | undefined
  private mainLoop: MainLoop | undefined
  private network: Promise<void> = Promise.resolve()
  private commitTimer: Timer | undefined
  private endStateEvents = (): void => {}
  private lastResetTold = false
  private current: RunningProgram | undefined
  private safeMode: boolean

  constructor(hardware: Hardware, cause: BootCause, told: PowerCycle['told']) {
    this.hardware = hardware
    this.cause = cause
    this.safeMode = cause.safeMode ?? false
    this.told = told
    const { world, profile, flash, status, station, setup } = hardware
    this.clock = world.clock
    const { clock, flags } = this
    this.pendingReset = new PendingReset({ clock, flags }, () => this.program, told.restart)
    this.cloud = new CloudLink(hardware.connectToCloud, hardware.abandoned, {
      clock: world.clock,
      profile,
      flash,
      firmware: () => this.program,
      programSha256: () => this.current?.sha256,
      flags,
      update: createUpdateHost({
        hardware,
        program: () => this.program,
        mainLoop: () => this.mainLoop,
        flags,
        pendingReset: this.pendingReset,
        restart: told.restart,
      }),
      isSetUp: () => this.safeMode || (this.mainLoop?.ready ?? false),
      takeLastReset: () => this.takeLastReset(),
      isCutOff: () => world.faults.isActive('cloud-unreachable', { deviceId: flash.identity.deviceId }),
      setUnixMs: unixMs => {
        hardware.rtc.set(unixMs)
        this.tell(SYSTEM_EVENTS.timeChanged, TIME_SYNCHRONIZED)
      },
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
    this.button = new SetupButton(clock, {
      isListening: () => status.state === 'listening',
      enterListening: () => this.connectivity.enterListening(),
      leaveListening: () => this.connectivity.leaveListening(),
      clearNetworks: () => this.clearNetworks(),
      tell: (event, parameter) => void this.program?.deliverSystemEvent(event, parameter, 'interrupt'),
    })
  }

  get firmware(): Firmware | undefined {
    return this.program
  }

  /** Which program `firmware` is. */
  get running(): RunningProgram | undefined {
    return this.current
  }

  /**
   * Starts the program and the system's network task. Of what an update has brought, a program that is none here
   * leaves the system without one, and one that crashes at once is a crash like any other.
   *
   * @param bindFirst whether to settle only once the ports of a listening mode that comes first are bound
   * @throws what starting the program or binding a port throws
   */
  async start(bindFirst: boolean): Promise<void> {
    const { status, events, setup, flash } = this.hardware
    status.show({
      safeMode: false,
      program: NO_PROGRAM_LIGHT,
      threaded: false,
      signalling: false,
      notice: undefined,
    })
    if (!this.safeMode) {
      try {
        await this.startProgram()
      } catch (error) {
        if (flash.program === undefined) throw error
        if (error instanceof FirmwareTrapError) return this.told.panic(error)
        if (!(error instanceof FirmwareFileError)) throw error
        this.safeMode = true
        events.emit('problem', error)
      }
    }
    status.show({ safeMode: this.safeMode, threaded: this.program?.mode.threaded ?? false })
    if (this.program === undefined || this.program.mode.system === 'automatic') {
      this.connectivity.want({ wifi: true, cloud: true })
    }
    if (bindFirst && this.connectivity.willListen) await setup.open()
    this.endStateEvents = events.on('state', ({ from, to }) => {
      for (const { event, parameter } of systemEvents(from, to)) {
        this.tell(event, parameter)
      }
    })
    this.network = this.connectivity.run(this.power.signal).catch(error => {
      if (!this.power.signal.aborted) events.emit('problem', error)
    })
    this.mainLoop?.start()
    if (this.hardware.flash.isKept) this.commitEeprom()
  }

  /** Ends everything that runs, with or without a word to the cloud as the reason says. */
  async stop(reason: Error): Promise<void> {
    const { flash, setup, pins, sockets } = this.hardware
    this.power.abort(reason)
    this.endStateEvents()
    this.commitTimer?.cancel()
    this.button.stop()
    this.pendingReset.stop()
    this.mainLoop?.stop()
    await this.program?.stop()
    sockets?.closeAll()
    await this.network
    await setup.close()
    flash.commitEeprom()
    pins.reset()
  }

  private async startProgram(): Promise<void> {
    const { hardware } = this
    const { world, flash } = hardware
    const flashed = await this.flashedProgram()
    const board = createBoard({
      clock: world.clock,
      random: world.random.fork('program'),
      profile: hardware.profile,
      flash,
      status: hardware.status,
      station: hardware.station,
      network: hardware.sockets,
      cloud: this.cloud,
      connectivity: this.connectivity,
      events: hardware.events,
      pins: hardware.pins.board,
      servo: hardware.pins.servo,
      buses: hardware.buses,
      serial: hardware.serial.board,
      retained: hardware.retained,
      mainLoop: () => this.mainLoop,
      unixMs: () => hardware.rtc.unixMs(),
      reset: request => this.told.reset(request),
      sleep: request => this.sleep(request),
      wake: () => this.wake(),
      flags: this.flags,
      button: this.button,
      credentialsAdded: () => this.tell(SYSTEM_EVENTS.networkCredentials, CREDENTIALS.added),
      resetReason: this.cause.reason,
      resetReasonData: this.cause.data ?? 0,
      power: this.power.signal,
    })
    const program = await world.clock.hold(Promise.resolve(hardware.runFirmware(board, flashed?.wasm)))
    this.program = program
    this.current = { sha256: flashed?.sha256 ?? hardware.firmwareSha256, flashed: flashed !== undefined }
    hardware.events.emit('program', this.current)
    this.mainLoop = new MainLoop(program, world.clock, hardware.profile, {
      ready: () => this.cloud.introduce(),
      trapped: error => this.told.panic(error),
      stalled: error => hardware.events.emit('problem', error),
      unresponsive: () => this.cloud.drop(),
    })
  }

  /** What an update has brought, the one copy of it for all Photons. */
  private async flashedProgram(): Promise<{ wasm: Uint8Array; sha256: string } | undefined> {
    const { world, flash, programs } = this.hardware
    if (flash.program === undefined) return undefined
    const opened = await world.clock.hold(programs.open(flash.program))
    flash.shareProgram(opened.wasm)
    return opened
  }

  /** Stop modes keep the program where it is; from hibernation the Photon wakes with a reset. */
  private sleep({ mode, ms }: SleepRequest): void {
    if (mode === 'hibernate') this.told.hibernate(ms)
    else this.connectivity.sleep()
  }

  private wake(): void {
    // It was asleep, not unresponsive.
    this.mainLoop?.background()
    this.connectivity.wake()
  }

  private flagChanged(flag: SystemFlag, on: boolean): void {
    if (flag === 'updates-enabled') this.cloud.tellUpdates('enabled')
    if (flag === 'updates-forced') this.cloud.tellUpdates('forced')
    if (flag === 'updates-pending' && on) this.tell(SYSTEM_EVENTS.updatePending, 0)
    if (flag === 'reset-enabled' && on) this.pendingReset.allowed()
  }

  /** Tells the program, in its background work. */
  private tell(event: number, parameter: number): void {
    void this.program?.deliverSystemEvent(event, parameter)
  }

  private clearNetworks(): void {
    const { flash, status } = this.hardware
    flash.clearNetworks()
    status.show({ notice: CREDENTIALS_CLEARED_SIGNAL })
    void this.clock.sleep(CLEARED_NOTICE_MS, this.power.signal).then(
      () => {
        status.show({ notice: undefined })
        this.tell(SYSTEM_EVENTS.networkCredentials, CREDENTIALS.cleared)
      },
      () => status.show({ notice: undefined }),
    )
  }

  private takeLastReset(): LastReset | undefined {
    if (this.lastResetTold || !this.flags.get('publish-reset-info')) return undefined
    this.lastResetTold = true
    return { reason: this.cause.reason, data: this.cause.data ?? 0 }
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
