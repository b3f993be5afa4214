import { ParticleSetupError } from './base.ts'

export type RegistryErrorCode = 'registry-unavailable' | 'customer-not-registered'

/** The customer registry could not be read or written, or does not hold what was asked for. */
export class RegistryError extends ParticleSetupError {
  readonly code: RegistryErrorCode
  /** The registry's file, where it has one. */
  readonly file?: string

  constructor(code: RegistryErrorCode, message: string, options?: { file?: string; cause?: unknown }) {
    super(message, options)
    this.code = code
    if (options?.file !== undefined) this.file = options.file
  }
}
