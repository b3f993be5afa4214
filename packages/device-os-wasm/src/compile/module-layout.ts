import { ByteReader } from '../byte-reader.ts'

/** What of a module the facts about its firmware are read from. Source: WebAssembly Core Specification 5.5. */
export interface ModuleLayout {
  readonly codeBytes: number
  readonly data: readonly DataSegment[]
  /** Initial values of exported globals; a constant's is its address. */
  readonly globals: ReadonlyMap<string, number>
}

interface DataSegment {
  /** Where in memory it is put. */
  readonly address: number
  readonly bytes: Uint8Array
}

const SECTION = { global: 6, export: 7, code: 10, data: 11 } as const
const HEADER_BYTES = 8
const GLOBAL_EXPORT = 3
const I32_CONST = 0x41

/** Reads a module as this package links it: valid, 32 bits, without imported globals or passive data. */
export function readModuleLayout(wasm: Uint8Array): ModuleLayout {
  const sections = readSections(wasm)
  const values = vector(sections.get(SECTION.global), readGlobal)
  const exported = vector(sections.get(SECTION.export), readExport).filter(one => one.kind === GLOBAL_EXPORT)
  return {
    codeBytes: sections.get(SECTION.code)?.length ?? 0,
    data: vector(sections.get(SECTION.data), readSegment),
    globals: new Map(exported.map(({ name, index }) => [name, values[index] ?? 0])),
  }
}

function readSections(wasm: Uint8Array): Map<number, Uint8Array> {
  const sections = new Map<number, Uint8Array>()
  const reader = new ByteReader(wasm.subarray(HEADER_BYTES))
  while (!reader.atEnd) sections.set(reader.byte(), reader.bytes(reader.unsigned()))
  return sections
}

function vector<T>(section: Uint8Array | undefined, read: (reader: ByteReader) => T): T[] {
  if (section === undefined) return []
  const reader = new ByteReader(section)
  return Array.from({ length: reader.unsigned() }, () => read(reader))
}

function readGlobal(reader: ByteReader): number {
  reader.bytes(2) // its type, and whether it may change
  return readConstant(reader)
}

function readExport(reader: ByteReader): { name: string; kind: number; index: number } {
  const name = Buffer.from(reader.bytes(reader.unsigned())).toString('utf8')
  return { name, kind: reader.byte(), index: reader.unsigned() }
}

function readSegment(reader: ByteReader): DataSegment {
  reader.unsigned() // 0: active, in the only memory
  return { address: readConstant(reader), bytes: reader.bytes(reader.unsigned()) }
}

/** `i32.const N end`, the one expression that lld writes for an address. */
function readConstant(reader: ByteReader): number {
  const instruction = reader.byte()
  if (instruction !== I32_CONST) throw new RangeError(`0x${instruction.toString(16)} is not i32.const`)
  const value = reader.signed()
  reader.byte() // end
  return value
}
