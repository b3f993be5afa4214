import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

/** A place in the application's sources. */
export interface Frame {
  /** With its class or namespace, without parameters. */
  readonly function: string
  /** Relative to the project, with `/`; empty when not known. */
  readonly file: string
  /** From 1; 0 when not known. */
  readonly line: number
}

/** From this byte of the module on, up to the next row's. */
export interface LineTableRow {
  readonly offset: number
  /** The innermost first: what the compiler put into one another. Empty where no code of the application is. */
  readonly frames: readonly Frame[]
}

/** Custom section of a firmware that says which line its code comes from. */
export const LINE_TABLE_SECTION = 'particle-setup.lines'

interface Node extends Frame {
  readonly caller: Node | undefined
}

/** Each text and each stack of frames is there once, and a stack shares its outer frames with others. */
export function encodeLineTable(rows: readonly LineTableRow[]): Uint8Array {
  const texts = new Map<string, number>()
  const stacks = new Map<string, number>()
  const body = new ByteWriter()
  const idOf = <Key>(ids: Map<Key, number>, key: Key, first: number, whenNew?: () => void): number => {
    const known = ids.get(key)
    if (known !== undefined) return known
    const id = ids.size + first
    ids.set(key, id)
    whenNew?.()
    return id
  }
  const stackId = (frames: readonly Frame[]): number =>
    frames.reduceRight((caller, { function: name, file, line }) => {
      const parts = [idOf(texts, name, 0), idOf(texts, file, 0), line, caller]
      return idOf(stacks, parts.join(), 1, () => {
        for (const part of parts) body.unsigned(part)
      })
    }, 0)
  const ids = rows.map(({ frames }) => stackId(frames))

  const writer = new ByteWriter().unsigned(texts.size)
  for (const text of texts.keys()) writer.text(text)
  writer.unsigned(stacks.size).bytes(body.written).unsigned(rows.length)
  let before = 0
  for (const [index, { offset }] of rows.entries()) {
    writer.unsigned(offset - before).unsigned(ids[index] ?? 0)
    before = offset
  }
  return writer.written
}

/** @throws RangeError for bytes that are no such table. */
export function decodeLineTable(bytes: Uint8Array): LineTableRow[] {
  const reader = new ByteReader(bytes)
  const texts = Array.from({ length: reader.unsigned() }, () =>
    Buffer.from(reader.bytes(reader.unsigned())).toString('utf8'),
  )
  const nodes: Node[] = []
  for (let left = reader.unsigned(); left > 0; left--) {
    nodes.push({
      function: texts[reader.unsigned()] ?? '',
      file: texts[reader.unsigned()] ?? '',
      line: reader.unsigned(),
      caller: nodes[reader.unsigned() - 1],
    })
  }
  let offset = 0
  return Array.from({ length: reader.unsigned() }, () => {
    offset += reader.unsigned()
    return { offset, frames: framesOf(nodes[reader.unsigned() - 1]) }
  })
}

function framesOf(innermost: Node | undefined): Frame[] {
  const frames: Frame[] = []
  for (let node = innermost; node !== undefined; node = node.caller) {
    frames.push({ function: node.function, file: node.file, line: node.line })
  }
  return frames
}
