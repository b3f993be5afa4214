export { FlashFileError, PhotonClosedError, PhotonError } from './errors.ts'
export type { PhotonEvents } from './events.ts'

export { ProgramStore } from './firmware/program-store.ts'

export type { LedSignal, PhotonState } from './led.ts'
export { createPhoton, type Photon, type PhotonOptions } from './photon.ts'

export type { RunFirmware } from './power-cycle.ts'
export { type Generation, PHOTON_2_3_1, type PhotonProfile } from './profile.ts'

export type { PhotonSnapshot } from './snapshot.ts'
export type { Flash } from './storage/flash.ts'
export {
  createFlash,
  openFlashFile,
} from './storage/flash-file.ts'
export type { StoredNetwork } from './storage/network.ts'

export type { PhotonWorld } from './world.ts'
