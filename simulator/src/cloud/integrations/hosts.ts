import { lookup as lookUp } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { RefusedHostError } from './hook-error.ts'

/** Which machines webhooks may call: this one alone, or any. */
export type WebhookHosts = 'loopback' | 'any'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

export function isLoopback(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && LOOPBACK.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** A lookup for a connection that must not leave the allowed machines. */
export interface HostGuard {
  /** @throws HookError for an address that stands in the URL itself: nobody looks that up. */
  checkHost(hostname: string): void
  /** Resolves a name, and gives the connection those addresses alone that passed: what it resolves to later does not count. */
  readonly lookup: LookupFunction
}

/** @param resolve asks for the addresses of a name; by default as the machine does. */
export function hostGuard(hosts: WebhookHosts, resolve: typeof lookUp = lookUp): HostGuard {
  const allows = (address: string): boolean => hosts === 'any' || isLoopback(address)
  return {
    checkHost(hostname) {
      if (isIP(hostname) !== 0 && !allows(hostname)) throw new RefusedHostError(hostname)
    },
    lookup(hostname, options, callback) {
      resolve(hostname, { ...options, all: true }, (error, addresses) => {
        // A name that nobody knows is not this machine either.
        if (error !== null) return callback(hosts === 'any' ? error : new RefusedHostError(hostname), '')
        const allowed = addresses.filter(({ address }) => allows(address))
        const [first] = allowed
        if (first === undefined) return callback(new RefusedHostError(hostname), '')
        if (options.all) callback(null, allowed)
        else callback(null, first.address, first.family)
      })
    },
  }
}
