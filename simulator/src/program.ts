import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type CompiledFirmware, compile, loadFirmware } from '@particle-setup/device-os-wasm/compile'
import { SimulatorOptionError } from './errors.ts'
import type { SimulatorOptions } from './options.ts'

/**
 * The program that the Photons run: compiled from a project, or read from a file.
 *
 * @throws SimulatorOptionError when there is nothing at the path; the compiler's errors.
 */
export async function loadProgram(options: SimulatorOptions): Promise<CompiledFirmware> {
  const { firmware = defaultFirmware(), signal, onProgress, onWarning } = options
  if (typeof firmware !== 'string') return firmware
  const found = await stat(firmware).catch(cause => {
    throw new SimulatorOptionError(
      'firmware',
      `there is no firmware at "${firmware}": give the folder of a Particle project or a compiled .wasm file`,
      { cause },
    )
  })
  if (!found.isDirectory()) return await loadFirmware(firmware)
  const compiled = await compile(firmware, { ...(signal && { signal }), ...(onProgress && { onProgress }) })
  if (onWarning) compiled.warnings.forEach(onWarning)
  return compiled
}

function defaultFirmware(): string {
  for (const folder of ['firmware', '.']) {
    if (existsSync(join(folder, 'project.properties'))) return folder
  }
  throw new SimulatorOptionError(
    'firmware',
    `neither ./firmware nor ${process.cwd()} is a Particle project: name one with the firmware option`,
  )
}
