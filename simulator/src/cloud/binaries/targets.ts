import { PHOTON_PLATFORM_ID } from '@particle-setup/protocol/device'

/** The Device OS that programs are compiled against: the only one that this cloud has. */
export const DEVICE_OS = {
  version: '2.3.1',
  releaseState: 'released',
  /** Version of its system modules. */
  internalVersion: 2302,
} as const

/** The platform that this cloud compiles for. */
export const PLATFORM = { id: PHOTON_PLATFORM_ID, name: 'Photon' } as const

const VERSION = /^v?(\d+)\.(\d+)\.(\d+)(-[0-9a-z.-]+)?$/i

/** The last Device OS that Particle made for a Photon is 3.3.1. */
const LAST_MAJOR = 3

/**
 * What `build_target_version` gets. Any version that a Photon could have is compiled against the one that is
 * here, and the answer names that: nobody is stopped for what their build script says.
 *
 * @returns `undefined` for a version that no Photon has.
 */
export function targetFor(asked: string | undefined): string | undefined {
  if (asked === undefined || asked === '' || asked === 'latest') return DEVICE_OS.version
  const major = VERSION.exec(asked)?.[1]
  return major !== undefined && Number(major) <= LAST_MAJOR ? DEVICE_OS.version : undefined
}
