import type { BoardNetwork } from './board-network.ts'
import type { BoardRgb } from './board-rgb.ts'
import type { BoardButton, BoardSystem } from './board-system.ts'
import type { BoardWifi } from './board-wifi.ts'
import type { BoardI2c, BoardServo, BoardSpi } from './peripherals.ts'

/**
 * All that a running firmware can ask of its hardware.
 *
 * Only `deviceId` and `time` are required. What a board leaves out behaves as stated at each part, so a
 * test states only what it is about.
 */
export interface Board {
  /** 24 lower-case hex digits; `System.deviceID()`. */
  readonly deviceId: string
  readonly time: BoardTime
  /** Default: never connected, publishes fail. */
  readonly cloud?: BoardCloud
  /** Default: inputs read 0, outputs are forgotten. */
  readonly pins?: BoardPins
  /** Default: nothing is attached, no address is acknowledged. */
  readonly i2c?: BoardI2c
  /** Default: nothing is attached, 0xFF comes in. */
  readonly spi?: BoardSpi
  /** Default: ignored. */
  readonly servo?: BoardServo
  /** {@link EEPROM_BYTES} bytes that outlive the instance. Default: fresh, erased (0xFF). */
  readonly eeprom?: Uint8Array
  /**
   * `RETAINED_BYTES` bytes that outlive the instance, for as long as there is power: read at its start, written
   * when it ends. All zero is a board that had none. Default: so at every start.
   */
  readonly retained?: Uint8Array
  /** Default: ignored. */
  readonly rgb?: BoardRgb
  /** USB serial. Default: output is dropped, nothing to read. */
  readonly serial?: BoardSerial
  /** The pins TX and RX. Default: as `serial`. */
  readonly serial1?: BoardSerial
  /** The second port on the USB cable. Default: as `serial`. */
  readonly usbSerial1?: BoardSerial
  /** Default: off, no network. */
  readonly wifi?: BoardWifi
  /** TCP and UDP. Default: connecting fails, as on a device without a network. */
  readonly network?: BoardNetwork
  /** Default: resets are ignored, Device OS 2.3.1. */
  readonly system?: BoardSystem
  /** SETUP. Default: never pressed. */
  readonly button?: BoardButton
  /**
   * The program lets the system do its background work: between turns of `loop()`, in `delay()`,
   * `Particle.process()` and waits for the cloud. A device whose program does not for 15 s loses the
   * cloud. Default: ignored.
   */
  background?(): void
  /** Seeds and feeds `random()`. Returns an integer of 32 bits. Default: a fixed sequence. */
  random32?(): number
}

/** Usable EEPROM of a Photon. Source: Device OS v2.3.1 wiring EEPROM, capacity asserted in hal. */
export const EEPROM_BYTES = 2048

export interface BoardTime {
  /** Milliseconds since power-on. May pass 32 bits: the firmware's `millis()` wraps, as on the device. */
  uptimeMs(): number
  /** Milliseconds since 1970, `undefined` while the clock was never set. */
  unixMs(): number | undefined
  /** Settles after that many milliseconds of this board's time; rejects when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export interface PublishRequest {
  /** Already cut to the device's limit. */
  readonly name: string
  readonly data: string | null
  readonly isPrivate: boolean
  readonly ttlSeconds: number
  /** The firmware waits for the cloud's acknowledgement. */
  readonly withAck: boolean
}

/** `CloudDisconnectOptions` */
export interface DisconnectRequest {
  /** The cloud is told, and what it has not acknowledged yet is waited for. */
  readonly graceful: boolean
  /** How long that may take. */
  readonly timeoutMs: number
}

export interface BoardCloud {
  connected(): boolean
  /** False when it could not be sent; with `withAck`, once the cloud has answered. */
  publish(event: PublishRequest): boolean | Promise<boolean>
  /** `Particle.subscribe`; `deviceId` set for the form that names one device. */
  subscribe?(filter: string, scope: 'my-devices' | 'all-devices', deviceId?: string): void
  unsubscribe?(): void
  connect?(): void
  /** Also called where there is no connection, to say that none is wanted. Without a request: abruptly. */
  disconnect?(request?: DisconnectRequest): void
  /** `Particle.syncTime()` */
  syncTime?(): void
  /**
   * `Particle.publishVitals()`: now and, with a period, every so many seconds from now on; 0 ends that.
   * False when it could not be sent now. Default: never sent.
   */
  publishVitals?(periodSeconds?: number): boolean
}

/** Pin numbers are Device OS's own: D0-D7 are 0-7, A0-A7 are 10-17. */
export interface BoardPins {
  mode?(pin: number, mode: PinMode): void
  /** 0 or 1. */
  digitalRead?(pin: number): number
  digitalWrite?(pin: number, level: number): void
  /** 0 to 4095. */
  analogRead?(pin: number): number
  /** A duty cycle of 0 to 255 in any resolution; DAC pins 0 to 4095, and 0 Hz. */
  analogWrite?(pin: number, value: number, hertz: number): void
  /** `tone()` for that many milliseconds, 0: until the next. `noTone()` is 0 Hz. */
  tone?(pin: number, hertz: number, ms: number): void
}

export type PinMode =
  | 'input'
  | 'output'
  | 'input-pullup'
  | 'input-pulldown'
  | 'analog-input'
  | 'analog-output'

/** Which way the level of a pin has changed. */
export type PinEdge = 'rising' | 'falling'

export interface BoardSerial {
  write(bytes: Uint8Array): void
  /** The next byte, or -1. */
  read?(): number
  available?(): number
}
