import { TimedOut } from '../errors/general.ts'
import { ConnectionLost, MalformedRequest, PhotonUnreachable } from '../errors/softap.ts'
import { encodeBody, runForResult } from './command.ts'
import type { PhotonOptions } from './options.ts'

export interface ConnectResult {
  /**
   * `false`: the command was sent and its answer did not come. The Photon probably took it: its radio may
   * leave the setup network before the answer is through.
   */
  confirmed: boolean
}

/**
 * Ends listening mode and lets the Photon join its stored networks (`connect-ap`). Default limit 8 s. May be
 * repeated.
 *
 * @throws PhotonUnreachable or TimedOut when it could not be sent; HttpRefused, Refused and other `SoftApError`.
 */
export async function connectToWifi(options: PhotonOptions = {}): Promise<ConnectResult> {
  let sent = false
  const onSent = () => {
    sent = true
  }
  try {
    await runForResult(options, { command: 'connect-ap', body: encodeBody({ idx: 0 }), onSent })
    return { confirmed: true }
  } catch (error) {
    if (!sent || !ANSWER_LOST.some(type => error instanceof type)) throw error
    return { confirmed: false }
  }
}

/** How it may look when the radio leaves first; unreachable, when the command was sent once more on a new connection. */
const ANSWER_LOST = [ConnectionLost, TimedOut, MalformedRequest, PhotonUnreachable]
