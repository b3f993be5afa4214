import { PhotonError } from '../errors.ts'
import type { Session } from './session.ts'

/** The reason of an abort after which nobody can tell the cloud: no power, no radio, a crash. */
export class Vanished extends PhotonError {
  constructor(why: string) {
    super('photon-vanished', `the Photon went without a word: ${why}`)
  }
}

/**
 * The session that a vanished Photon left open: the cloud learns by silence, or when the next one
 * replaces it. There is never more than one.
 */
export class AbandonedSession {
  private session: Session | undefined

  keep(session: Session): void {
    session.abandon()
    this.session = session
  }

  /** Closes it for both ends. */
  release(): void {
    this.session?.release()
    this.session = undefined
  }
}
