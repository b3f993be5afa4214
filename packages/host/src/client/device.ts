import {
  deviceIdAnswerSchema,
  publicKeyAnswerSchema,
  trimPublicKey,
  versionAnswerSchema,
} from '@particle-setup/protocol/softap'
import { MalformedAnswer, refusal } from '../errors/softap.ts'
import { json, runCommand } from './command.ts'
import { fromHex } from './hex.ts'
import type { PhotonOptions } from './options.ts'

export interface PhotonIdentity {
  /** 24 lower-case hex digits, as Particle's cloud wants them. */
  deviceId: string
  /** A claim code was acknowledged at some time; unclaiming does not undo it. */
  claimed: boolean
}

/** Reads who the Photon is. Default limit 8 s. Throws `SoftApError` and `TimedOut`. */
export async function getDeviceId(options: PhotonOptions = {}): Promise<PhotonIdentity> {
  return runCommand(options, {
    command: 'device-id',
    parse: answer => {
      const { id, c } = deviceIdAnswerSchema.parse(json(answer))
      return { deviceId: id.toLowerCase(), claimed: String(c) === '1' || c === true }
    },
  })
}

/** Reads the version of the setup protocol, 2 on every Photon. Default limit 8 s. */
export async function getVersion(options: PhotonOptions = {}): Promise<{ version: number }> {
  return runCommand(options, {
    command: 'version',
    parse: answer => ({ version: versionAnswerSchema.parse(json(answer)).v }),
  })
}

/**
 * Reads the key that passwords are encrypted under: DER SubjectPublicKeyInfo, cut to its own length. Default
 * limit 8 s. Throws `Refused` when the Photon cannot read its key, and any `SoftApError`.
 */
export async function getPublicKey(options: PhotonOptions = {}): Promise<Uint8Array> {
  const { b, r } = await runCommand(options, {
    command: 'public-key',
    parse: answer => publicKeyAnswerSchema.parse(json(answer)),
  })
  if (r !== 0) throw refusal('public-key', r)
  if (b === undefined) throw new MalformedAnswer('public-key', `{"r":${r}}`)
  try {
    return trimPublicKey(fromHex(b))
  } catch (error) {
    throw new MalformedAnswer('public-key', b.slice(0, 80), { cause: error })
  }
}
