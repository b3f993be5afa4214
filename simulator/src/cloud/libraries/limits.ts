/** What a library may hold. No library of Particle's comes near. */
export const LIBRARY_LIMITS = {
  files: 1_000,
  /** Of all files together. */
  bytes: 10 * 1024 * 1024,
  pathBytes: 240,
} as const

/** A library's files, by path relative to it, with `/`: `src/PhotonStream.h`. */
export type LibraryFiles = ReadonlyMap<string, Uint8Array>
