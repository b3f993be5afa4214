import { ByteReader } from '../../byte-reader.ts'
import { readAbbreviations } from './abbreviations.ts'
import { readValue, type Sections } from './attributes.ts'
import { functionName } from './function-name.ts'

/** Code of one function: itself, or a copy that the compiler put into another one. */
export interface CodeOf {
  readonly function: string
  /** Half-open. */
  readonly ranges: readonly (readonly [from: number, to: number])[]
  /** Where it was called, for a copy; `file` is a number of the line program's. */
  readonly call: { readonly file: number; readonly line: number } | undefined
  /** Copies inside it. */
  readonly inlined: readonly CodeOf[]
}

/** What one source was compiled to. */
export interface CompiledUnit {
  /** Where its line program lies in `.debug_line`. */
  readonly lineProgram: number
  readonly functions: readonly CodeOf[]
}

const TAG = { unit: 0x11, inlined: 0x1d, subprogram: 0x2e } as const
const AT = {
  name: 0x03,
  lineProgram: 0x10,
  lowPc: 0x11,
  highPc: 0x12,
  origin: 0x31,
  ranges: 0x55,
  callFile: 0x58,
  callLine: 0x59,
  linkageName: 0x6e,
} as const

interface Entry {
  readonly at: number
  readonly tag: number
  readonly attributes: ReadonlyMap<number, number | string>
  readonly children: readonly Entry[]
}

/** Reads `.debug_info`, in which line tables alone leave units, functions and inlined copies. Source: DWARF 4, section 7.5. */
export function readUnits(sections: Sections): CompiledUnit[] {
  const units: CompiledUnit[] = []
  for (let at = 0; at < sections.info.length; ) {
    const reader = new ByteReader(sections.info.subarray(at))
    const length = reader.uint32() + reader.position
    reader.uint16() // version
    const abbreviations = readAbbreviations(sections.abbrev, reader.uint32())
    reader.byte() // bytes of an address
    const entries = new Map<number, Entry>()
    const [unit] = readEntries(reader, length, abbreviations, sections, entries)
    if (unit?.tag === TAG.unit) {
      units.push({
        lineProgram: number(unit, AT.lineProgram) ?? 0,
        functions: unit.children.flatMap(entry =>
          codeOf(entry, entries, sections, number(unit, AT.lowPc) ?? 0),
        ),
      })
    }
    at += length
  }
  return units
}

function readEntries(
  reader: ByteReader,
  end: number,
  abbreviations: ReturnType<typeof readAbbreviations>,
  sections: Sections,
  all: Map<number, Entry>,
): Entry[] {
  const entries: Entry[] = []
  while (reader.position < end) {
    const at = reader.position
    const abbreviation = abbreviations.get(reader.unsigned())
    if (abbreviation === undefined) break
    const attributes = new Map<number, number | string>()
    for (const { name, form } of abbreviation.attributes) {
      attributes.set(name, readValue(reader, form, sections))
    }
    const { tag, hasChildren } = abbreviation
    const children = hasChildren ? readEntries(reader, end, abbreviations, sections, all) : []
    const entry = { at, tag, attributes, children }
    all.set(at, entry)
    entries.push(entry)
  }
  return entries
}

function codeOf(entry: Entry, all: ReadonlyMap<number, Entry>, sections: Sections, base: number): CodeOf[] {
  if (entry.tag !== TAG.subprogram && entry.tag !== TAG.inlined) return []
  const ranges = rangesOf(entry, sections, base)
  if (ranges.length === 0) return []
  const named = all.get(number(entry, AT.origin) ?? -1) ?? entry
  const file = number(entry, AT.callFile)
  const line = number(entry, AT.callLine)
  return [
    {
      function: functionName(text(named, AT.linkageName), text(named, AT.name)),
      ranges,
      call: file === undefined || line === undefined ? undefined : { file, line },
      inlined: entry.children.flatMap(child => codeOf(child, all, sections, base)),
    },
  ]
}

function rangesOf(entry: Entry, sections: Sections, base: number): CodeOf['ranges'] {
  const at = number(entry, AT.ranges)
  const low = number(entry, AT.lowPc)
  const length = number(entry, AT.highPc)
  if (at === undefined) return low && length ? [[low, low + length]] : []
  const ranges: [number, number][] = []
  const reader = new ByteReader(sections.ranges.subarray(at))
  for (;;) {
    const from = reader.uint32()
    const to = reader.uint32()
    if (from === 0 && to === 0) return ranges
    ranges.push([base + from, base + to])
  }
}

function number(entry: Entry, attribute: number): number | undefined {
  const value = entry.attributes.get(attribute)
  return typeof value === 'number' ? value : undefined
}

function text(entry: Entry, attribute: number): string {
  return String(entry.attributes.get(attribute) ?? '')
}
