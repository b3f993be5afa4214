import { ParticleSetupError } from './base.ts'

/** An event stream carried nothing, not even a keep-alive, for longer than a living one ever does. */
export class StreamSilent extends ParticleSetupError {
  readonly code = 'stream-silent'
  readonly silentMs: number

  constructor(silentMs: number) {
    super(`The event stream was silent for ${silentMs} ms: the connection is dead`)
    this.silentMs = silentMs
  }
}

/** The stream was closed while somebody waited for its next event. */
export class StreamClosed extends ParticleSetupError {
  readonly code = 'stream-closed'

  constructor() {
    super('The event stream was closed: open another with getParticleStream')
  }
}

/** Something came down the stream that is no Particle event. */
export class UnreadableEvent extends ParticleSetupError {
  readonly code = 'unreadable-event'
  readonly eventName: string

  constructor(eventName: string, options?: { cause?: unknown }) {
    super(`The data of event "${eventName}" is not what Particle's cloud sends; it was passed over`, options)
    this.eventName = eventName
  }
}
