import type { ClangCommand, ClangJob } from './clang-protocol.ts'
import {
  applicationFlags,
  linkFlags,
  PRECOMPILED_HEADER,
  RUNTIME_OBJECT,
  RUNTIME_SOURCE,
  runtimeFlags,
  WIRING_ROOT,
} from './flags.ts'
import type { Project } from './project.ts'
import type { TranslationUnit } from './translation-units.ts'

/** A command, and what people are told while it runs. */
export interface Step {
  readonly description: string
  readonly command: ClangCommand
}

/** The wiring, compiled: the same for every firmware. */
export const TOOLCHAIN_FILES = [PRECOMPILED_HEADER, RUNTIME_OBJECT] as const

export const FIRMWARE = 'firmware.wasm'

export function toolchainSteps(): Step[] {
  const header = `${WIRING_ROOT}/inc/Particle.h`
  return [
    {
      description: 'compiling the Device OS API',
      command: {
        args: [...applicationFlags('c++'), '-x', 'c++-header', header, '-o', PRECOMPILED_HEADER],
        output: PRECOMPILED_HEADER,
        needsAll: true,
        wanted: true,
      },
    },
    {
      description: 'compiling the Device OS runtime',
      command: {
        args: [...runtimeFlags(), '-c', RUNTIME_SOURCE, '-o', RUNTIME_OBJECT],
        output: RUNTIME_OBJECT,
        needsAll: true,
        wanted: true,
      },
    },
  ]
}

/**
 * A header that the precompiled one has already stays open in Clang once it is asked for, and the 129th file fails with
 * "Out of memory": WASI's adapter has room for 128. Those that are validated first are not opened.
 */
const WITH_PRECOMPILED_HEADER = [
  '-include-pch',
  PRECOMPILED_HEADER,
  '-Xclang',
  '-fmodules-validate-system-headers',
]

/** One source of the application. */
export function compileStep(project: Project, unit: TranslationUnit, extraFlags: readonly string[]): Step {
  const output = objectOf(unit)
  const args = [
    ...applicationFlags(unit.language),
    ...project.includeDirs.map(dir => `-I${dir}`),
    ...extraFlags,
    ...(unit.language === 'c' ? ['-x', 'c'] : []),
    // Only where the source includes it as well: what a source forgets must not compile here and fail there.
    ...(unit.usesDeviceOs && unit.language === 'c++' ? WITH_PRECOMPILED_HEADER : []),
    ...['-c', unit.path, '-o', output],
  ]
  return {
    description: `compiling ${unit.path}`,
    command: { args, output, needsAll: false, wanted: true },
  }
}

export function linkStep(units: readonly TranslationUnit[]): Step {
  return {
    description: 'linking',
    command: {
      args: [...linkFlags(), ...units.map(objectOf), RUNTIME_OBJECT, '-o', FIRMWARE],
      output: FIRMWARE,
      needsAll: true,
      wanted: true,
    },
  }
}

function objectOf(unit: TranslationUnit): string {
  return `${unit.path}.o`
}

export function jobFiles(
  project: Project,
  units: readonly TranslationUnit[],
  wiring: ReadonlyMap<string, string>,
): ClangJob['files'] {
  return Object.fromEntries([
    ...wiring,
    ...project.files,
    ...units.map(unit => [unit.path, unit.text] as const),
  ])
}
