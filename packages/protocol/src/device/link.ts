import type { CloudToDevice, DeviceToCloud } from './message.ts'

/** One end of an open session. Messages arrive in the order they were sent. */
export interface DeviceLink<Sent, Received> {
  /** Hands a message to the other end, never inside the caller's own turn. Ignored after the link closed. */
  send(message: Sent): void
  /** Sets the one receiver; messages that came before are handed to it first. */
  onMessage(receiver: (message: Received) => void): void
  /** Called once, whichever end closed, also when the link had closed before. */
  onClose(listener: () => void): void
  /** Ends the session for both ends. */
  close(): void
}

/** The Photon's end. */
export type DeviceEnd = DeviceLink<DeviceToCloud, CloudToDevice>

/** The cloud's end. */
export type CloudEnd = DeviceLink<CloudToDevice, DeviceToCloud>

/** Who opens a session, as the handshake has proved it. */
export interface DeviceIdentity {
  /** 24 lower-case hex digits. */
  deviceId: string
  /** DER SubjectPublicKeyInfo, 162 bytes. */
  publicKey: Uint8Array
  /** The address the cloud sees the device at. */
  ipAddress: string
}

/**
 * How a Photon reaches the cloud.
 *
 * @returns the Photon's end of a fresh session; rejects when the cloud is not reachable or turns the device away.
 */
export type ConnectToCloud = (identity: DeviceIdentity, signal: AbortSignal) => Promise<DeviceEnd>
