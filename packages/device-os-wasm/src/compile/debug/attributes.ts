import { ByteReader } from '../../byte-reader.ts'

/** The debugging information of a linked module. */
export interface Sections {
  readonly info: Uint8Array
  readonly abbrev: Uint8Array
  readonly line: Uint8Array
  readonly ranges: Uint8Array
  readonly str: Uint8Array
}

/** The forms in which Clang writes the attributes of line tables for 32 bits. Source: DWARF 4, section 7.5.4. */
const FORM: Readonly<Record<number, (reader: ByteReader, sections: Sections) => number | string>> = {
  1: reader => reader.uint32(), // address
  5: reader => reader.uint16(),
  6: reader => reader.uint32(),
  8: reader => reader.text(),
  11: reader => reader.byte(),
  12: reader => reader.byte(), // flag
  13: reader => reader.signed(),
  14: (reader, { str }) => new ByteReader(str.subarray(reader.uint32())).text(),
  15: reader => reader.unsigned(),
  19: reader => reader.uint32(), // an entry of the same unit
  23: reader => reader.uint32(), // a place in another section
  24: reader => reader.bytes(reader.unsigned()).length, // an expression, of no use here
  25: () => 1, // a flag by its being there
}

/** @throws RangeError for a form that is none of those. */
export function readValue(reader: ByteReader, form: number, sections: Sections): number | string {
  const read = FORM[form]
  if (read === undefined) throw new RangeError(`0x${form.toString(16)} is no known form of an attribute`)
  return read(reader, sections)
}
