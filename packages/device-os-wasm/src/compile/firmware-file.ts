import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ByteWriter } from '../byte-writer.ts'
import { encodeLineTable, LINE_TABLE_SECTION } from '../line-table.ts'
import { type WasmModule, WebAssembly } from '../webassembly.ts'
import { lineTable } from './debug/line-table.ts'
import { takeDebugSections } from './debug/sections.ts'
import type { Diagnostic } from './diagnostics.ts'
import { FirmwareFileError } from './errors.ts'
import { describeForeignBytes } from './foreign-bytes.ts'
import { setHeapSize } from './heap-size.ts'
import { type FirmwareProduct, type FirmwareSize, moduleFacts } from './module-facts.ts'

/** A firmware that can be run. */
export interface CompiledFirmware {
  /** What `loadFirmware` takes, as it is or as a file. */
  readonly wasm: Uint8Array
  readonly module: WasmModule
  /** Of `wasm`, lower-case hex. */
  readonly sha256: string
  readonly size: FirmwareSize
  /** `undefined` when it states neither. */
  readonly product: FirmwareProduct | undefined
  /** Of the application's own sources. */
  readonly warnings: readonly Diagnostic[]
  /** Nothing had to be compiled. */
  readonly cached: boolean
  readonly elapsedMs: number
}

/** Name of the custom section by which a module is known as a firmware. */
const SECTION = 'particle-setup.firmware'
/** Changes with wiring/src/board.h and the exports: a firmware runs on the same one only. */
const INTERFACE = 12

/** Photon. */
const PLATFORM = 6
const SEAL = /^\{"interface":(\d+),"platform":(\d+),"sha256":"[0-9a-f]{64}"\}$/

/** Changes with what the seal holds. */
export const FIRMWARE_FORMAT = `seal 2, interface ${INTERFACE}, platform ${PLATFORM}`

/** Bytes. Of a firmware with a larger one, crashes tell functions and no lines. No real one comes near. */
const MOST_LINE_TABLE = 256 * 1024

/** Makes a linked module ours: marked, and with a table of lines for what debugging information it has. */
export function sealFirmware(linked: Uint8Array): Uint8Array {
  const module = takeDebugSections(linked)
  const lines = encodeLineTable(lineTable(module))
  setHeapSize(module.stripped)
  const table = lines.length <= MOST_LINE_TABLE ? [section(LINE_TABLE_SECTION, lines)] : []
  const sealed = Buffer.concat([module.stripped, ...table])
  return new Uint8Array(
    Buffer.concat([sealed, section(SECTION, Buffer.from(sealOf(INTERFACE, PLATFORM, sealed)))]),
  )
}

/** What a module states of itself in its last section, as one for a Photon does in its first and last bytes. */
function sealOf(version: number, platform: number, sealed: Uint8Array): string {
  return JSON.stringify({ interface: version, platform, sha256: sha256(sealed) })
}

/** Source: WebAssembly Core Specification 5.5.3. */
function section(name: string, content: Uint8Array): Uint8Array {
  const body = new ByteWriter().text(name).bytes(content).written
  return new ByteWriter().byte(0).unsigned(body.length).bytes(body).written
}

/**
 * Makes of a sealed module's bytes what can be run and what they say of it.
 *
 * @throws FirmwareFileError naming `origin` when the bytes are not a firmware for this version.
 */
export async function openFirmware(
  wasm: Uint8Array,
  origin: string,
): Promise<Pick<CompiledFirmware, 'wasm' | 'module' | 'sha256' | 'size' | 'product'>> {
  let module: WasmModule
  try {
    // A copy in its own ArrayBuffer: compile() takes no shared memory.
    module = await WebAssembly.compile(new Uint8Array(wasm))
  } catch (cause) {
    const wasOne = Buffer.from(wasm.subarray(0, WASM.length)).toString('latin1') === WASM
    if (wasOne) throw new FirmwareFileError(origin, DAMAGED, 'integrity', { cause })
    throw new FirmwareFileError(origin, describeForeignBytes(wasm), 'format', { cause })
  }
  checkFirmware(wasm, module, origin)
  return { wasm, module, sha256: sha256(wasm), ...factsOf(wasm, origin) }
}

function factsOf(wasm: Uint8Array, origin: string) {
  try {
    return moduleFacts(wasm)
  } catch (cause) {
    throw new FirmwareFileError(origin, 'its sections are not those that this package links', 'format', {
      cause,
    })
  }
}

const WASM = '\0asm'
const DAMAGED = 'it is damaged'

/** @throws FirmwareFileError */
function checkFirmware(wasm: Uint8Array, module: WasmModule, origin: string): void {
  const [seal] = WebAssembly.Module.customSections(module, SECTION)
  if (!seal) throw new FirmwareFileError(origin, 'it was not compiled by this package')
  const text = new TextDecoder().decode(seal)
  const [, version, platform] = SEAL.exec(text) ?? []
  if (platform !== undefined && Number(platform) !== PLATFORM) {
    throw new FirmwareFileError(origin, `it is for platform ${platform}, and this is ${PLATFORM}`, 'platform')
  }
  if (Number(version) !== INTERFACE) {
    throw new FirmwareFileError(origin, `it was compiled for another version (${text}, this is ${INTERFACE})`)
  }
  const sealed = wasm.subarray(0, wasm.length - section(SECTION, new Uint8Array(seal)).length)
  if (text !== sealOf(INTERFACE, PLATFORM, sealed)) throw new FirmwareFileError(origin, DAMAGED, 'integrity')
}

/**
 * Opens the `wasm` of a compiled firmware: a file, or the bytes themselves.
 *
 * @throws FirmwareFileError that says what the bytes are instead, where that can be seen.
 */
export async function loadFirmware(source: string | Uint8Array): Promise<CompiledFirmware> {
  const started = performance.now()
  const inMemory = typeof source !== 'string'
  const origin = inMemory ? `A file of ${source.length} bytes` : source
  const wasm = inMemory
    ? source
    : await readFile(source).catch(cause => {
        throw new FirmwareFileError(origin, 'it cannot be read', 'format', { cause })
      })
  return {
    ...(await openFirmware(wasm, origin)),
    warnings: [],
    cached: true,
    elapsedMs: performance.now() - started,
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
