import { SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import type { StoredNetwork } from './network.ts'

/**
 * Where a new network goes among those a Photon keeps: in place of the one of the same name, else
 * first, and the sixth drops. Of enterprise networks it keeps one. Source: Device OS v2.3.1
 * wlan_hal.cpp.
 */
export function withNetwork(
  stored: readonly StoredNetwork[],
  network: StoredNetwork,
): readonly StoredNetwork[] {
  const place = stored.findIndex(other => sameName(other.ssid, network.ssid))
  const all = place < 0 ? [network, ...stored] : stored.with(place, network)
  const kept = isEnterprise(network) ? all.filter(other => other === network || !isEnterprise(other)) : all
  return kept.slice(0, SOFTAP_LIMITS.storedNetworks)
}

function isEnterprise(network: StoredNetwork): boolean {
  return network.security.endsWith('enterprise')
}

function sameName(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b)
}
