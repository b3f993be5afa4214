import type { CompiledFirmware } from '@particle-setup/device-os-wasm/compile'
import {
  FirmwareTrapError,
  PANIC,
  type PinEdge,
  type ResetRequest,
  run,
} from '@particle-setup/device-os-wasm/run'
import type { Timer } from '../world/index.ts'
import { assembleHardware, type PhotonOptions } from './assemble-hardware.ts'
import { RESET_REASONS } from './cloud-link/reset-reason.ts'
import { Vanished } from './cloud-link/vanished.ts'
import { PhotonClosedError } from './errors.ts'
import type { PhotonEvents } from './events.ts'
import { setupSsid } from './identity.ts'
import type { LedSignal, PhotonState } from './led.ts'
import type { Peripheral } from './peripherals/index.ts'
import type { Pins } from './pins.ts'
import { type BootCause, bootCauseOf, type Hardware, PowerCycle } from './power-cycle.ts'
import type { Serial } from './serial.ts'
import { type PhotonSnapshot, takeSnapshot } from './snapshot.ts'
import type { Flash } from './storage/flash.ts'
import type { SoftApAddress } from './wifi/setup-mode.ts'

/** WKP is A7. A rising edge there ends every deep sleep. */
const WAKE_PIN = 17

/** Each further flash after SOS: 300 ms on and 300 ms off, twice. Source: Device OS services/src/panic.c. */
const PANIC_FLASH_MS = 1_200

/** One Photon: what a person could do with a real one, and what they could see of it. */
export class Photon {
  /** 24 lower-case hex digits. */
  readonly id: string
  /** The name of its setup network. */
  readonly ssid: string
  readonly pins: Pins
  readonly serial: Serial
  readonly flash: Flash

  private readonly hardware: Hardware
  private cycle: PowerCycle | undefined
  private restartTimer: Timer | undefined
  private button = new AbortController()
  private queue: Promise<void> = Promise.resolve()
  private closed = false

  constructor(options: PhotonOptions) {
    const { flash } = options
    this.hardware = assembleHardware(options, () => this.cycle)
    const { pins, serial, profile } = this.hardware
    this.id = flash.identity.deviceId
    this.ssid = setupSsid(flash.identity, profile.setupCodeLength)
    this.pins = pins.pins
    pins.onEdge((pin, edge) => this.pinChanged(pin, edge))
    this.serial = serial.serial
    this.flash = flash
  }

  get state(): PhotonState {
    return this.hardware.status.state
  }

  get led(): LedSignal {
    return this.hardware.status.led
  }

  /** Where its setup network is reached; `undefined` while that is down. */
  get softap(): SoftApAddress | undefined {
    return this.hardware.setup.address
  }

  /** What is attached to its buses, in the order in which it was. */
  get peripherals(): readonly Peripheral[] {
    return this.hardware.buses.attached
  }

  /**
   * Attaches a device to the I²C bus or to an SPI bus, also while the program runs.
   *
   * @returns a function that detaches it
   * @throws PeripheralError when its address or pin is taken; PinError
   */
  attach(peripheral: Peripheral): () => void {
    return this.hardware.buses.attach(peripheral)
  }

  /** Listens to what the Photon does. @returns a function that ends it. */
  on<Name extends keyof PhotonEvents>(name: Name, listener: (fact: PhotonEvents[Name]) => void): () => void {
    return this.hardware.events.on(name, listener)
  }

  /**
   * Switches the Photon on. Settles when the program runs and, where listening mode comes first, its
   * ports are bound. Does nothing when it is on.
   *
   * @throws the error of a port that cannot be bound, or of a program that cannot be started; the Photon is off then.
   * @throws PhotonClosedError
   */
  powerOn(): Promise<void> {
    return this.inTurn(async () => {
      if (this.closed) throw new PhotonClosedError(this.id)
      if (this.state !== 'off') return
      await this.boot({ reason: RESET_REASONS.powerDown }, true)
    })
  }

  /** Pulls the plug, and nothing is at VBAT: the cloud is not told, backup memory is lost. Flash memory stays. */
  powerOff(): Promise<void> {
    return this.inTurn(async () => {
      await this.halt(new Vanished('power was switched off'))
      this.hardware.rtc.forget()
      this.hardware.retained.fill(0)
      this.hardware.status.enter('off')
    })
  }

  /** Presses RESET. Does nothing when the Photon is off. */
  reset(): Promise<void> {
    return this.inTurn(async () => {
      if (this.state === 'off') return
      await this.halt(new Vanished('it was reset'))
      await this.boot({ reason: RESET_REASONS.pin }, false)
    })
  }

  /**
   * Flashes a program over USB, as `particle flash --usb` does: it takes the place of the one that the Photon was
   * made with and of what an update has brought, and starts. Networks, claim and EEPROM stay.
   *
   * @throws the error of a program that cannot be started; the Photon is off then.
   */
  load(program: Pick<CompiledFirmware, 'module' | 'sha256'>): Promise<void> {
    return this.inTurn(async () => {
      const { hardware } = this
      const runUpdate = hardware.runFirmware
      hardware.runFirmware = (board, update) =>
        update === undefined ? run(program.module, board) : runUpdate(board, update)
      hardware.firmwareSha256 = program.sha256
      this.flash.eraseProgram()
      if (this.state === 'off') return
      await this.halt(new Vanished('it was flashed'))
      await this.boot({ reason: RESET_REASONS.dfuMode }, false)
    })
  }

  /**
   * Holds SETUP for that many simulated milliseconds and lets go: from 3 s on listening mode begins, or
   * ends when it was on; from 10 s on all stored networks are cleared. The program hears of the button, and counts
   * its clicks, as long as the Photon does not listen.
   *
   * @throws the reason why the Photon stopped meanwhile
   */
  async holdSetupButton(ms: number): Promise<void> {
    const { cycle } = this
    if (cycle === undefined) return
    cycle.button.press()
    await this.hardware.world.clock.sleep(ms, this.button.signal)
    cycle.button.release()
  }

  /** All that is to be seen from outside, as plain data. */
  snapshot(): PhotonSnapshot {
    return takeSnapshot(this, this.hardware, this.cycle)
  }

  /** Switches the Photon off for good and lets go of every timer, port and session. */
  async close(): Promise<void> {
    this.closed = true
    await this.powerOff()
    this.hardware.abandoned.release()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Lifecycle steps come one after the other. */
  private inTurn(step: () => Promise<void>): Promise<void> {
    const run = this.queue.then(step)
    this.queue = run.catch(() => {})
    return run
  }

  private async boot(cause: BootCause, bindFirst: boolean): Promise<void> {
    const cycle = new PowerCycle(this.hardware, cause, {
      reset: request => this.resetItself(cycle, request),
      restart: cause => this.restart(cycle, cause),
      panic: error => this.panic(cycle, error),
      hibernate: ms => this.hibernate(cycle, ms),
    })
    this.cycle = cycle
    this.button = new AbortController()
    try {
      await cycle.start(bindFirst)
    } catch (error) {
      await this.halt(new Vanished('it could not start'))
      this.hardware.status.enter('off')
      throw error
    }
  }

  /** Stops what runs. The state is the caller's to set. */
  private async halt(reason: Error): Promise<void> {
    const { cycle } = this
    this.cycle = undefined
    this.restartTimer?.cancel()
    this.button.abort(reason)
    await cycle?.stop(reason)
  }

  /** The program or the cloud asked for it; the cloud sees the session end. */
  private resetItself(cycle: PowerCycle, request: ResetRequest): void {
    if (request.mode === 'dfu') {
      this.unattended(cycle, async () => {
        await this.halt(new Error('the Photon resets'))
        this.hardware.status.enter('dfu')
      })
    } else {
      this.restart(cycle, bootCauseOf(request), () => {
        if (request.mode === 'factory') this.restoreFactory()
      })
    }
  }

  private restart(cycle: PowerCycle, cause: BootCause, meanwhile = (): void => {}): void {
    this.unattended(cycle, async () => {
      const { status, profile } = this.hardware
      await this.halt(new Error('the Photon resets'))
      meanwhile()
      status.enter('starting')
      this.restartAfter(profile.restartMs, cause)
    })
  }

  private hibernate(cycle: PowerCycle, ms: number): void {
    this.unattended(cycle, async () => {
      await this.halt(new Error('the Photon sleeps'))
      this.hardware.status.enter('asleep')
      if (Number.isFinite(ms)) this.restartAfter(ms, { reason: RESET_REASONS.powerManagement })
    })
  }

  private pinChanged(pin: number, edge: PinEdge): void {
    if (this.cycle !== undefined) {
      this.cycle.firmware?.deliverEdge(pin, edge)
      this.cycle.button.pinChanged(pin, edge)
    } else if (this.state === 'asleep' && pin === WAKE_PIN && edge === 'rising') {
      this.restartAfter(0, { reason: RESET_REASONS.powerManagement })
    }
  }

  /**
   * The factory's own copy of a program goes over what an update has brought: here, what the Photon was made with.
   * Source: Device OS v2.3.1 ota_module_bounds.c, where the factory's copy has a region of its own.
   */
  private restoreFactory(): void {
    this.flash.clearNetworks()
    this.flash.eraseProgram()
  }

  private panic(cycle: PowerCycle, error: Error): void {
    this.unattended(cycle, async () => {
      const { status, events, profile } = this.hardware
      await this.halt(new Vanished('its program crashed'))
      const code = error instanceof FirmwareTrapError ? error.panicCode : PANIC.hardFault
      status.show({ panicCode: code })
      status.enter('panic')
      events.emit('panic', error)
      const furtherFlashesMs = (code - PANIC.hardFault) * PANIC_FLASH_MS
      this.restartAfter(profile.panicMs + furtherFlashesMs, { reason: RESET_REASONS.panic, data: code })
    })
  }

  /** A program that resets as soon as it starts must not do so without time passing. */
  private restartAfter(ms: number, cause: BootCause): void {
    this.restartTimer?.cancel()
    this.restartTimer = this.hardware.world.clock.setTimeout(
      () => this.unattended(undefined, () => this.boot(cause, false)),
      ms,
    )
  }

  /** A step that nobody waits for; skipped when something else has stopped that power cycle before. */
  private unattended(cycle: PowerCycle | undefined, step: () => Promise<void>): void {
    this.inTurn(async () => {
      if (this.cycle === cycle && !this.closed) await step()
    }).catch(error => this.hardware.events.emit('problem', error))
  }
}

/** @see PhotonOptions */
export function createPhoton(options: PhotonOptions): Photon {
  return new Photon(options)
}
