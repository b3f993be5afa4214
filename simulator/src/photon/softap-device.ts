import type { Clock } from '../world/index.ts'
import type { SoftApDevice } from './softap/device.ts'
import type { Flash } from './storage/flash.ts'
import type { Station } from './wifi/station.ts'

/** The Photon as its setup protocol sees it. */
export function createSoftApDevice(parts: {
  flash: Flash
  station: Station
  clock: Clock
  credentialsStored(): void
  leave(): void
}): SoftApDevice {
  const { flash, clock } = parts
  return {
    deviceId: flash.identity.deviceId,
    isClaimed: () => flash.claimed,
    publicKey: async () => (await flash.keyPair(clock)).publicKeyDer,
    decryptRaw: async ciphertext => (await flash.keyPair(clock)).decryptRaw(ciphertext),
    scan: signal => parts.station.scan(signal),
    storeNetwork(network) {
      flash.storeNetwork(network)
      parts.credentialsStored()
    },
    setClaimCode: code => flash.setClaimCode(code),
    leaveListeningMode: () => parts.leave(),
  }
}
