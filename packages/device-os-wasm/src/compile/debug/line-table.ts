import type { Frame, LineTableRow } from '../../line-table.ts'
import { isForeign, sourceName } from '../diagnostics.ts'
import { type CodeOf, type CompiledUnit, readUnits } from './functions.ts'
import { type LineRow, readLineProgram } from './line-program.ts'
import type { DebuggableModule } from './sections.ts'

/** Says of a module's code which lines of the application it comes from, by place in the module. */
export function lineTable({ debug, codeOffset, codeBytes }: DebuggableModule): LineTableRow[] {
  const rows = readUnits(debug).flatMap(unit => rowsOf(unit, codeBytes, debug.line))
  return rows
    .sort((a, b) => a.offset - b.offset)
    .filter(({ frames }, index) => !isSame(frames, rows[index - 1]?.frames ?? []))
    .map(({ offset, frames }) => ({ offset: codeOffset + offset, frames }))
}

function rowsOf(unit: CompiledUnit, codeBytes: number, debugLine: Uint8Array): LineTableRow[] {
  const { files, rows } = readLineProgram(debugLine, unit.lineProgram)
  const sorted = rows.toSorted((a, b) => a.address - b.address)
  return unit.functions.flatMap(one => {
    const [from, to] = one.ranges[0] ?? [0, 0]
    // What the linker has dropped lies nowhere.
    if (to > codeBytes) return []
    // Code of no line belongs to what is before it.
    const own = sorted.slice(firstFrom(sorted, from), firstFrom(sorted, to)).filter(({ line }) => line > 0)
    const table = own.map(row => ({ offset: row.address, frames: framesAt(one, row.address, row, files) }))
    return [...table, { offset: to, frames: [] }]
  })
}

/** Index of the first row at the address or behind it. */
function firstFrom(rows: readonly LineRow[], address: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.address ?? 0) < address) low = middle + 1
    else high = middle
  }
  return low
}

function framesAt(
  code: CodeOf,
  address: number,
  place: { file: string; line: number },
  files: readonly string[],
) {
  const inner = code.inlined.find(({ ranges }) =>
    ranges.some(([from, to]) => from <= address && address < to),
  )
  const frames: Frame[] = inner ? framesAt(inner, address, place, files) : []
  const own = inner?.call ? { file: files[inner.call.file] ?? '', line: inner.call.line } : place
  if (!isForeign(own.file)) {
    frames.push({ function: code.function, file: sourceName(own.file), line: own.line })
  }
  return frames
}

function isSame(a: readonly Frame[], b: readonly Frame[]): boolean {
  return (
    a.length === b.length &&
    a.every((frame, index) => {
      const other = b[index]
      return frame.function === other?.function && frame.file === other.file && frame.line === other.line
    })
  )
}
