import { ByteReader } from '../../byte-reader.ts'

/** The shape of an entry: what it is, and which attributes follow in which form. */
export interface Abbreviation {
  readonly tag: number
  readonly hasChildren: boolean
  readonly attributes: readonly { readonly name: number; readonly form: number }[]
}

/** Reads the table at that place of `.debug_abbrev`, by code. Source: DWARF 4, section 7.5.3. */
export function readAbbreviations(debugAbbrev: Uint8Array, at: number): Map<number, Abbreviation> {
  const reader = new ByteReader(debugAbbrev.subarray(at))
  const table = new Map<number, Abbreviation>()
  for (let code = reader.unsigned(); code !== 0; code = reader.unsigned()) {
    const tag = reader.unsigned()
    const hasChildren = reader.byte() === 1
    const attributes: { name: number; form: number }[] = []
    for (;;) {
      const name = reader.unsigned()
      const form = reader.unsigned()
      if (name === 0 && form === 0) break
      attributes.push({ name, form })
    }
    table.set(code, { tag, hasChildren, attributes })
  }
  return table
}
