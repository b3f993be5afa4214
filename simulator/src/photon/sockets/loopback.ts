export const LOOPBACK = '127.0.0.1'

/** All of 127.0.0.0/8 is this machine. */
export function isLoopback(address: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(address)
}

/** The names that mean this machine (RFC 6761), and addresses as text. */
export function resolveLoopback(name: string): string | undefined {
  if (/^(.+\.)?localhost\.?$/i.test(name)) return LOOPBACK
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(name) ? name : undefined
}
