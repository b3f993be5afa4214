import { normalizeApiUrl } from '../cloud/address.ts'
import type { CloudAddress, Fetch } from '../cloud/request.ts'
import type { CallOptions } from '../deadline.ts'
import { InvalidInput } from '../errors/general.ts'

/** Whom to ask, and by which right. */
export interface CloudOptions extends CallOptions {
  /** A token scoped to the customer who owns the device. */
  token: string
  /** Default: Particle's own cloud. */
  apiUrl?: string | undefined
  /** Default: the global `fetch`. */
  fetch?: Fetch | undefined
}

export interface DeviceOptions extends CloudOptions {
  /** 24 hex digits, or the name of one of the token's devices. */
  deviceId: string
}

export function cloudAddressOf(options: Pick<CloudOptions, 'apiUrl' | 'fetch'>): CloudAddress {
  return { apiUrl: normalizeApiUrl(options.apiUrl), fetch: options.fetch ?? globalThis.fetch }
}

/**
 * The path of a device's resource. Ids are lower-cased, names are left as they are.
 *
 * @throws InvalidInput when a part is empty: the path would mean something else.
 */
export function devicePath(
  deviceId: string,
  ...rest: readonly (readonly [argument: string, part: string])[]
): string {
  const id = /^[0-9a-f]{24}$/i.test(deviceId) ? deviceId.toLowerCase() : deviceId
  const parts = [['deviceId', id] as const, ...rest]
  for (const [argument, part] of parts) {
    if (!part?.isWellFormed() || part === '' || part === '.' || part === '..') {
      throw new InvalidInput(
        argument,
        `${argument} is ${JSON.stringify(part)}: give a name that is not empty`,
      )
    }
  }
  return `/v1/devices/${parts.map(([, part]) => encodeURIComponent(part)).join('/')}`
}
