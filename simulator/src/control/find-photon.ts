import type { Photon } from '../photon/index.ts'
import { ControlError } from './http.ts'

/** By its id in any case, or by its setup network's name. @throws ControlError */
export type FindPhoton = (key: string) => Photon

export function findPhotonIn(photons: readonly Photon[]): FindPhoton {
  return key => {
    const photon = photons.find(one => one.id === key.toLowerCase() || one.ssid === key)
    if (!photon) {
      throw new ControlError(404, `there is no Photon "${key}"; give an id or SSID of GET /simulator/photons`)
    }
    return photon
  }
}
