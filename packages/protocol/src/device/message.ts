/**
 * Everything a Photon and the cloud say to each other once a session is open.
 *
 * A Photon in the cloud's own process hands these objects over as they are; a Photon elsewhere sends
 * their byte form (CoAP over AES over TCP 5683). Each member names the CoAP message it stands for.
 * Source: Device OS v2.3.1 communication/src/messages.cpp, protocol.cpp.
 */
import type { Describe, VariableValue } from './describe.ts'
import type { Vitals } from './vitals.ts'

/** Pairs an answer with its request. One byte on the wire. */
export type Token = number

/** A range filter of a subscription. */
export type SubscriptionScope = 'my-devices' | 'all-devices' | { deviceId: string }

export interface Hello {
  /** CoAP NON POST /h */
  type: 'hello'
  /** Equals the platform id unless the firmware states a product. */
  productId: number
  /** 0xFFFF when the firmware states none. */
  productVersion: number
  /** 6 for a Photon. */
  platformId: number
  /** Device OS version, such as "2.3.1". */
  systemVersion: string
  /** The device was reset by an update that succeeded (flag 0x01). */
  updated?: boolean
}

/** An event in either direction: CoAP POST /e/NAME (public) or /E/NAME (private). */
export interface EventMessage {
  type: 'event'
  name: string
  data: string | null
  isPrivate: boolean
  /** 0 to 16777215. */
  ttlSeconds: number
  /** Set when the sender waits for an `ack` that carries the same number (CoAP CON). */
  messageId?: number
}

export type DeviceToCloud =
  | Hello
  /** CoAP CON POST /d: what the device is and offers, in one or two parts. */
  | { type: 'describe'; part: Describe }
  /** CoAP 2.04 with an int32. */
  | { type: 'functionReturn'; token: Token; value: number }
  /** CoAP 2.05 with a value, or 4.04. */
  | { type: 'variableValue'; token: Token; value: VariableValue | undefined }
  | EventMessage
  /** CoAP CON GET /e/FILTER[?u] */
  | { type: 'subscribe'; filter: string; scope: SubscriptionScope }
  /** Byte form: the private event `spark/device/claim/code`. */
  | { type: 'claimCode'; code: string }
  /** CoAP CON GET /t */
  | { type: 'timeRequest'; token: Token }
  /** CoAP CON POST /d: pairs of an id and a number. */
  | { type: 'vitals'; vitals: Vitals }
  /** Answer to `signal`. */
  | { type: 'signalDone'; token: Token }
  /** CoAP 2.04 after UpdateBegin; `accepted: false` is 5.03. */
  | { type: 'updateReady'; token: Token; accepted: boolean; fast: boolean }
  /** CoAP 2.04, or 4.00 for a bad checksum. */
  | { type: 'chunkReceived'; token: Token; ok: boolean }
  /** CoAP GET /c with the missing indices. */
  | { type: 'chunksMissed'; indices: readonly number[] }
  /** CoAP ACK to UpdateDone; `result` 0 is good, absent when chunks are missing. */
  | { type: 'updateResult'; token: Token; result?: number }
  /** CoAP CON 0.00. Answered by `ack`. */
  | { type: 'ping' }
  | { type: 'ack'; messageId?: number }
  /** CoAP POST /x: a graceful end. */
  | { type: 'goodbye' }

export type CloudToDevice =
  /** Answers the device's own; without it within 4 s the device gives up. */
  | { type: 'hello' }
  /** CoAP CON GET /d */
  | { type: 'describeRequest'; token: Token }
  /** CoAP CON POST /f/NAME?ARGUMENT */
  | { type: 'functionCall'; token: Token; name: string; argument: string }
  /** CoAP CON GET /v/NAME */
  | { type: 'variableRequest'; token: Token; name: string }
  | EventMessage
  /** Byte form: an event below `spark/device/claim/`; the device forgets its claim code. */
  | { type: 'claimed' }
  /** CoAP CON PUT /s: the LED shows a rainbow while on. */
  | { type: 'signal'; token: Token; on: boolean }
  /** Byte form: the event `spark/device/reset`. */
  | { type: 'reset'; mode: 'reboot' | 'safe mode' | 'dfu' | 'network' }
  /** CoAP 2.05 with Unix seconds. */
  | { type: 'time'; token: Token; unixSeconds: number }
  /** CoAP CON POST /u */
  | { type: 'updateBegin'; token: Token; fileBytes: number; chunkBytes: number; fast: boolean }
  /** CoAP POST /c */
  | { type: 'chunk'; token: Token; index: number; crc32: number; data: Uint8Array }
  /** CoAP CON PUT /u */
  | { type: 'updateDone'; token: Token }
  | { type: 'ping' }
  /** `refused` is 4.00: an event over the cloud's rate, a subscription it does not take. */
  | { type: 'ack'; messageId?: number; refused?: boolean }

export type DeviceMessage = DeviceToCloud | CloudToDevice
