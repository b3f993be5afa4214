import { ByteReader } from '../../byte-reader.ts'

/** From this address on, the code comes from that line. */
export interface LineRow {
  readonly address: number
  /** As the compiler named it. */
  readonly file: string
  /** 0 for code that comes from no line. */
  readonly line: number
  /** The code before this address was the last of a sequence; `file` and `line` say nothing. */
  readonly isEnd: boolean
}

/** The lines of one source and its headers. */
export interface LineProgram {
  /** By the number that the rest of the debugging information uses, from 1. */
  readonly files: readonly string[]
  readonly rows: readonly LineRow[]
}

const STANDARD = {
  copy: 1,
  advancePc: 2,
  advanceLine: 3,
  setFile: 4,
  setColumn: 5,
  constAddPc: 8,
  fixedAdvancePc: 9,
} as const
const EXTENDED = { endSequence: 1, setAddress: 2 } as const

/** Reads the program at that place of `.debug_line`. Source: DWARF 4, section 6.2. */
export function readLineProgram(debugLine: Uint8Array, at: number): LineProgram {
  const reader = new ByteReader(debugLine.subarray(at))
  const end = reader.uint32() + reader.position
  reader.uint16() // version
  const headerEnd = reader.uint32() + reader.position
  reader.bytes(3) // shortest instruction, operations in one, whether rows are statements
  const lineBase = (reader.byte() << 24) >> 24
  const lineRange = reader.byte()
  const opcodeBase = reader.byte()
  const operands = [...reader.bytes(opcodeBase - 1)]
  const files = readFiles(reader)
  reader.bytes(headerEnd - reader.position)

  const rows: LineRow[] = []
  let row = { address: 0, file: 1, line: 1 }
  const emit = (isEnd: boolean) => rows.push({ ...row, file: files[row.file] ?? '', isEnd })
  const advanceBy = (opcode: number) => {
    row.address += Math.floor((opcode - opcodeBase) / lineRange)
  }
  while (reader.position < end) {
    const opcode = reader.byte()
    if (opcode >= opcodeBase) {
      advanceBy(opcode)
      row.line += lineBase + ((opcode - opcodeBase) % lineRange)
      emit(false)
    } else if (opcode === 0) {
      const size = reader.unsigned()
      const kind = reader.byte()
      if (kind === EXTENDED.setAddress) row.address = reader.uint32()
      else reader.bytes(size - 1)
      if (kind === EXTENDED.endSequence) {
        emit(true)
        row = { address: 0, file: 1, line: 1 }
      }
    } else if (opcode === STANDARD.copy) emit(false)
    else if (opcode === STANDARD.advancePc) row.address += reader.unsigned()
    else if (opcode === STANDARD.advanceLine) row.line += reader.signed()
    else if (opcode === STANDARD.setFile) row.file = reader.unsigned()
    else if (opcode === STANDARD.constAddPc) advanceBy(255)
    else if (opcode === STANDARD.fixedAdvancePc) row.address += reader.uint16()
    else for (let left = operands[opcode - 1] ?? 0; left > 0; left--) reader.unsigned()
  }
  return { files, rows }
}

/** With an empty one first, because they are counted from 1. */
function readFiles(reader: ByteReader): string[] {
  const folders = ['']
  for (let folder = reader.text(); folder !== ''; folder = reader.text()) folders.push(folder)
  const files = ['']
  for (let name = reader.text(); name !== ''; name = reader.text()) {
    const folder = folders[reader.unsigned()]
    reader.unsigned() // when it was changed
    reader.unsigned() // its length
    files.push(folder ? `${folder}/${name}` : name)
  }
  return files
}
