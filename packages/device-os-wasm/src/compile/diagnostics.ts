import { WIRING_ROOT } from './flags.ts'

/** One thing the compiler said. */
export interface Diagnostic {
  /** Relative to the project, with `/`; empty when the compiler named none. */
  readonly file: string
  /** From 1; 0 when not known, as for errors of the linker. */
  readonly line: number
  /** From 1; 0 when not known. */
  readonly column: number
  readonly severity: 'error' | 'warning' | 'note'
  readonly message: string
}

const COMPILER_LINE =
  /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): (?<severity>fatal error|error|warning|note): (?<message>.*)$/
const INTEGER_FORMAT =
  /^format specifies type '(?<format>[^']+)' but the argument has .*'(?<argument>[^']+)'\)? \[-Wformat\]$/
const WORDS = new Set(['int', 'unsigned int', 'long', 'unsigned long'])
const LINKER_LINE = /^wasm-ld: (?<severity>error|warning): (?:(?<object>\S+)\.o: )?(?<message>.*)$/
const DRIVER_LINE = /^clang(?:\+\+)?: (?<severity>error|warning): (?<message>.*)$/

/**
 * Reads what Clang and wasm-ld print to standard error; source excerpts and carets are left out. An error inside
 * a header that is not the project's gets the place in the project that led there.
 */
export function parseDiagnostics(output: string): Diagnostic[] {
  const found: Diagnostic[] = []
  for (const text of output.split('\n')) {
    const one = parseLine(text)
    if (!one || isSameWidth(one)) continue
    const last = found.findLastIndex(other => other.severity !== 'note')
    const cause = found[last]
    if (one.severity === 'note' && cause && isForeign(cause.file) && !isForeign(one.file)) {
      found[last] = { ...cause, file: one.file, line: one.line, column: one.column }
    }
    found.push(one)
  }
  return found
}

/**
 * On a device `%lu` prints a uint32_t and `%u` a size_t, where the compiler for WebAssembly has it the other way round.
 * Each has 32 bits on both, so any of the four prints any of them.
 */
function isSameWidth({ message }: Diagnostic): boolean {
  const groups = INTEGER_FORMAT.exec(message)?.groups
  return groups !== undefined && WORDS.has(groups['format'] ?? '') && WORDS.has(groups['argument'] ?? '')
}

/** One line a diagnostic in the layout of GCC, which editors and Particle's users know: `src/app.ino:3:5: error: …` */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ file, line, column, severity, message }) => {
      const place = line > 0 ? `${file}:${line}:${column}` : file
      return `${place ? `${place}: ` : ''}${severity}: ${message}`
    })
    .join('\n')
}

function parseLine(text: string): Diagnostic | undefined {
  const groups = (COMPILER_LINE.exec(text) ?? LINKER_LINE.exec(text) ?? DRIVER_LINE.exec(text))?.groups
  if (!groups) return undefined
  return {
    file: sourceName(groups['file'] ?? groups['object'] ?? ''),
    line: Number(groups['line'] ?? 0),
    column: Number(groups['column'] ?? 0),
    severity: severityOf(groups['severity']),
    message: groups['message'] ?? '',
  }
}

/** A header of the compiler's or of the Device OS API. */
export function isForeign(file: string): boolean {
  return file.startsWith('/') || file.startsWith(`${WIRING_ROOT}/`)
}

function severityOf(word: string | undefined): Diagnostic['severity'] {
  return word === 'warning' || word === 'note' ? word : 'error'
}

/** A preprocessed `.ino` is compiled as `.ino.cpp`; its user knows it without. */
export function sourceName(file: string): string {
  return file.replace(/^\.\//, '').replace(/\.(ino|pde)\.cpp$/, '.$1')
}
