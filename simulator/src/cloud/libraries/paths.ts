import { LIBRARY_LIMITS } from './limits.ts'

/**
 * The path of a file below a library, as an archive names it; `undefined` for one that leads elsewhere, means
 * different things on different systems, or is no path at all.
 */
export function libraryPath(archived: string): string | undefined {
  const path = archived.replace(/^(?:\.\/+)+/, '')
  if (Buffer.byteLength(path) > LIBRARY_LIMITS.pathBytes) return undefined
  return path.split('/').every(isPlainName) ? path : undefined
}

/** Reserved characters are those of Windows; `__proto__` is a trap wherever files become an object. */
function isPlainName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || name === '__proto__') return false
  return /^[^\\:*?"<>|\p{Cc}\p{Cs}\ufffd]+$/u.test(name) && !/[ .]$/.test(name)
}
