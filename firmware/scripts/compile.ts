import { fileURLToPath } from 'node:url'
import { type CompiledFirmware, type CompileOptions, compile } from '@particle-setup/device-os-wasm/compile'

/** The folder of the Particle project. */
export const projectDir = new URL('..', import.meta.url)

/**
 * Compiles this project to WebAssembly. Every warning is an error.
 *
 * @throws FirmwareCompileError with the places in the sources.
 */
export function compileFirmware(options: CompileOptions = {}): Promise<CompiledFirmware> {
  return compile(fileURLToPath(projectDir), {
    warningsAsErrors: true,
    extraFlags: ['-Wextra', '-Wconversion', '-Wshadow'],
    ...options,
  })
}
