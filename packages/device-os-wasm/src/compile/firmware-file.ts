import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type WasmModule, WebAssembly } from '../webassembly.ts'
import type { Diagnostic } from './diagnostics.ts'
import { FirmwareFileError } from './errors.ts'

/** A firmware that can be run. */
export interface CompiledFirmware {
  /** What `loadFirmware` takes, as a file. */
  readonly wasm: Uint8Array
  readonly module: WasmModule
  /** Of `wasm`, lower-case hex. */
  readonly sha256: string
  /** Of the application's own sources. */
  readonly warnings: readonly Diagnostic[]
  /** Nothing had to be compiled. */
  readonly cached: boolean
  readonly elapsedMs: number
}

/** Name of the custom section by which a module is known as a firmware. */
const SECTION = 'particle-setup.firmware'
/** Changes with wiring/src/board.h and the exports: a firmware runs on the same one only. */
const INTERFACE = 1

/** Marks a linked module as ours. */
export function sealFirmware(wasm: Uint8Array): Uint8Array {
  const name = Buffer.from(SECTION)
  const content = Buffer.from(JSON.stringify({ interface: INTERFACE }))
  const body = Buffer.concat([Buffer.from([name.length]), name, content])
  return Buffer.concat([wasm, Buffer.from([0, body.length]), body])
}

/** @throws FirmwareFileError naming `origin` when the bytes are not a firmware for this version. */
export async function openFirmware(wasm: Uint8Array, origin: string): Promise<WasmModule> {
  let module: WasmModule
  try {
    // A copy in its own ArrayBuffer: compile() takes no shared memory.
    module = await WebAssembly.compile(new Uint8Array(wasm))
  } catch (cause) {
    throw new FirmwareFileError(origin, 'it is not a WebAssembly module', { cause })
  }
  checkFirmware(module, origin)
  return module
}

/** @throws FirmwareFileError */
export function checkFirmware(module: WasmModule, origin: string): void {
  const [section] = WebAssembly.Module.customSections(module, SECTION)
  if (!section) throw new FirmwareFileError(origin, 'it was not compiled by this package')
  const text = new TextDecoder().decode(section)
  const expected = JSON.stringify({ interface: INTERFACE })
  if (text !== expected) {
    throw new FirmwareFileError(origin, `it was compiled for another version (${text}, this is ${expected})`)
  }
}

/** Reads the `wasm` of a compiled firmware from a file. @throws FirmwareFileError */
export async function loadFirmware(file: string): Promise<CompiledFirmware> {
  const started = performance.now()
  const wasm = await readFile(file).catch(cause => {
    throw new FirmwareFileError(file, 'it cannot be read', { cause })
  })
  const module = await openFirmware(wasm, file)
  return {
    wasm,
    module,
    sha256: sha256(wasm),
    warnings: [],
    cached: true,
    elapsedMs: performance.now() - started,
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
