import type { Clock } from '../../world/clock.ts'
import { OAuthError } from '../http/errors.ts'

/** Longest lifetime a caller may ask for: a hundred years. */
const MAX_LIFETIME_SECONDS = 100 * 365 * 86_400

/**
 * The lifetime that a token request asks for, in seconds; 0 is never, `undefined` is the cloud's own.
 *
 * @throws OAuthError 400 invalid_request for a number or a date that cannot be one.
 */
export function requestedLifetime(form: Readonly<Record<string, unknown>>, clock: Clock): number | undefined {
  const { expires_in: seconds, expires_at: date } = form
  if (typeof seconds === 'string' && seconds !== '') {
    const value = /^\d{1,12}$/.test(seconds) ? Number(seconds) : Number.NaN
    return checked(value, 'expires_in')
  }
  if (typeof date === 'string' && date !== '') {
    const value = Math.ceil((Date.parse(date) - clock.unixMs()) / 1000)
    return checked(value > 0 ? value : Number.NaN, 'expires_at')
  }
  return undefined
}

function checked(seconds: number, field: string): number {
  if (seconds <= MAX_LIFETIME_SECONDS) return seconds
  throw new OAuthError('invalid_request', `Invalid ${field} parameter`)
}
