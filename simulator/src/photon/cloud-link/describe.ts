import type { Firmware } from '@particle-setup/device-os-wasm/run'
import type { Describe, ModuleDescription } from '@particle-setup/protocol/device'
import type { PhotonProfile } from '../profile.ts'

/** Integrity, dependencies, range and platform: what a healthy module was checked for and passed. */
const HEALTHY = { vc: 30, vv: 30 } as const

/** The flash modules of a Photon. Source: Device OS v2.3.1 system_info.cpp, ota_module_bounds.c, version.mk. */
export function systemDescribe(
  profile: PhotonProfile,
  program: { readonly sha256: string | undefined } | undefined,
): Describe {
  const version = profile.systemModuleVersion
  const modules: ModuleDescription[] = [
    { s: 16_384, l: 'm', ...HEALTHY, f: 'b', n: '0', v: 1003, d: [] },
    {
      s: 262_144,
      l: 'm',
      ...HEALTHY,
      f: 's',
      n: '1',
      v: version,
      d: [
        { f: 's', n: '2', v: 207 },
        { f: 'b', n: '0', v: 1003 },
      ],
    },
    { s: 262_144, l: 'm', ...HEALTHY, f: 's', n: '2', v: version, d: [{ f: 's', n: '1', v: version }] },
  ]
  if (program !== undefined) {
    modules.push({
      s: profile.programBytes,
      l: 'm',
      ...HEALTHY,
      ...(program.sha256 !== undefined && { u: program.sha256.toUpperCase() }),
      f: 'u',
      n: '1',
      v: 6,
      d: [{ f: 's', n: '2', v: version }],
    })
  }
  return { system: { platformId: profile.platformId, modules } }
}

/** What the program has registered so far. */
export function applicationDescribe(firmware: Firmware): Describe {
  return { application: { functions: [...firmware.functions], variables: { ...firmware.variables } } }
}
