import { ByteReader } from '../../byte-reader.ts'
import type { Sections } from './attributes.ts'

const CUSTOM = 0
const CODE = 10
const HEADER_BYTES = 8
const DEBUG = /^\.debug_/

/** A linked module taken apart. */
export interface DebuggableModule {
  /** Without the debugging information: what is run. */
  readonly stripped: Uint8Array
  /** Where in the module the addresses of `debug` begin, and how far they go. */
  readonly codeOffset: number
  readonly codeBytes: number
  readonly debug: Sections
}

/** Takes out what `-g` has put in. The linker puts it behind the code, whose place so stays as it is. */
export function takeDebugSections(wasm: Uint8Array): DebuggableModule {
  const reader = new ByteReader(wasm)
  reader.bytes(HEADER_BYTES)
  const kept = [wasm.subarray(0, HEADER_BYTES)]
  const debug = new Map<string, Uint8Array>()
  let codeOffset = 0
  let codeBytes = 0
  while (!reader.atEnd) {
    const start = reader.position
    const id = reader.byte()
    const content = reader.bytes(reader.unsigned())
    const name = id === CUSTOM ? nameOf(content) : ''
    if (id === CODE) {
      codeOffset = reader.position - content.length
      codeBytes = content.length
    }
    if (DEBUG.test(name)) debug.set(name, content.subarray(1 + name.length))
    else kept.push(wasm.subarray(start, reader.position))
  }
  const section = (name: string) => debug.get(name) ?? new Uint8Array()
  return {
    stripped: new Uint8Array(Buffer.concat(kept)),
    codeOffset,
    codeBytes,
    debug: {
      info: section('.debug_info'),
      abbrev: section('.debug_abbrev'),
      line: section('.debug_line'),
      ranges: section('.debug_ranges'),
      str: section('.debug_str'),
    },
  }
}

/** Short enough for a length of one byte wherever it matters here. */
function nameOf(content: Uint8Array): string {
  const reader = new ByteReader(content)
  return Buffer.from(reader.bytes(reader.unsigned())).toString('latin1')
}
