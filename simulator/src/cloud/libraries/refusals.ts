import type { LibraryVersion } from './entity.ts'
import { LibraryError } from './errors.ts'
import { compareVersions } from './properties.ts'

/** The text is one that particle-cli's own tests look for. */
export function notFound(name: string): LibraryError {
  return new LibraryError(404, `Library ${name} not found`)
}

export function someoneElses(name: string): LibraryError {
  return new LibraryError(403, `Library ${name} belongs to someone else`)
}

export function inFolder(name: string): LibraryError {
  return new LibraryError(
    403,
    `Library ${name} lies in a folder of this cloud and can only be changed there; give yours another name`,
  )
}

/**
 * Lets a version pass that comes after all public ones, or replaces the newest where that is private. Source of the
 * text: docs.particle.io, upload library version.
 *
 * @param others the oldest first.
 * @throws LibraryError 400.
 */
export function requireNewest(version: string, others: readonly LibraryVersion[]): void {
  const latest = others.at(-1)
  if (latest === undefined) return
  const least = latest.isPublic ? next(latest.facts.version) : latest.facts.version
  if (compareVersions(version, least) >= 0) return
  throw new LibraryError(400, `This version is not valid. Version must be greater than or equal to ${least}`)
}

function next(version: string): string {
  const [major, minor, patch] = version.split('.').map(Number)
  return `${major}.${minor}.${(patch ?? 0) + 1}`
}
