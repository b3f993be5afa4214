/**
 * What every error of this package is. `code` is stable and made for comparing; the facts behind the
 * message are fields of the subclass; what led to it is `cause`. No message, field or JSON form holds
 * a password, token or secret.
 */
export abstract class ParticleSetupError extends Error {
  /** Stable, kebab-case. */
  abstract readonly code: string

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause })
    Object.defineProperty(this, 'name', { value: new.target.name, configurable: true, writable: true })
  }

  /** The error as plain data: name, code, message and the facts. Neither stack nor cause. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, ...Object.fromEntries(Object.entries(this)) }
  }
}
