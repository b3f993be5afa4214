import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CompiledFirmware, compile, loadFirmware } from '@particle-setup/device-os-wasm/compile'
import { SimulatorOptionError } from './errors.ts'
import type { SimulatorOptions } from './options.ts'

const TINKER = fileURLToPath(new URL('../tinker/', import.meta.url))

/** A sketch of one file. */
const SOURCE = /\.(ino|cpp|c)$/i

type ProgramOptions = Pick<SimulatorOptions, 'firmware' | 'signal' | 'onProgress' | 'onWarning'>

/**
 * The program that the Photons run: compiled from a project, read from a file, or what a Photon runs out of the box.
 *
 * @throws SimulatorOptionError when there is nothing at the path; the compiler's errors.
 */
export async function loadProgram(options: ProgramOptions): Promise<CompiledFirmware> {
  const { firmware = projectAtHand() } = options
  if (firmware === undefined) return await loadTinker(options)
  if (typeof firmware !== 'string') return firmware
  const found = await stat(firmware).catch(cause => {
    throw new SimulatorOptionError(
      'firmware',
      `there is no firmware at "${firmware}": give the folder of a Particle project, a sketch or a compiled .wasm file`,
      { cause },
    )
  })
  if (found.isDirectory()) return await compileProgram(firmware, options)
  if (!SOURCE.test(firmware)) return await loadFirmware(firmware)
  const files = new Map([[basename(firmware), await readFile(firmware)]])
  return await compileProgram({ name: firmware, files }, options)
}

/** Tinker, as every Photon leaves the factory with it. */
export function loadTinker(options: Omit<ProgramOptions, 'firmware'> = {}): Promise<CompiledFirmware> {
  return compileProgram(TINKER, options)
}

/** The folder of the project's own libraries, where it has one: the cloud offers them to everybody. */
export function projectLibraries({ firmware = projectAtHand() }: ProgramOptions): string[] {
  if (typeof firmware !== 'string') return []
  const folder = join(firmware, 'lib')
  return existsSync(folder) ? [folder] : []
}

async function compileProgram(
  source: Parameters<typeof compile>[0],
  { signal, onProgress, onWarning }: Omit<ProgramOptions, 'firmware'>,
): Promise<CompiledFirmware> {
  const compiled = await compile(source, { ...(signal && { signal }), ...(onProgress && { onProgress }) })
  if (onWarning) compiled.warnings.forEach(onWarning)
  return compiled
}

/** The project that is taken when none is named. */
export function projectAtHand(): string | undefined {
  return ['firmware', '.'].find(folder => existsSync(join(folder, 'project.properties')))
}
