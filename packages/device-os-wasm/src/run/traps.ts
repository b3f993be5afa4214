import { FirmwareTrapError } from './errors.ts'
import { PanicSignal } from './signals.ts'

const REASONS: readonly [RegExp, string][] = [
  [/unreachable/, 'it reached code that must not be reached'],
  [/memory access out of bounds/, 'it used memory outside its own (a bad pointer or index)'],
  [/divide by zero|remainder by zero/, 'division by zero'],
  [/divide result unrepresentable|float unrepresentable/, 'a number too large for its type'],
  [/null function|signature mismatch|table index|out of bounds/, 'it called a bad function pointer'],
  [/Maximum call stack size/, 'stack overflow'],
]

/**
 * Says in words why a firmware ended.
 *
 * @param stackPointer Of the firmware at that moment; its stack grows down to 0.
 */
export function trapError(error: unknown, stackPointer: number): FirmwareTrapError {
  const where = frames(error)
  if (error instanceof PanicSignal) return new FirmwareTrapError(error.reason, where)
  if ((stackPointer | 0) < 0) return new FirmwareTrapError('stack overflow', where, { cause: error })
  const message = error instanceof Error ? error.message : String(error)
  const known = isFromEngine(error) ? REASONS.find(([pattern]) => pattern.test(message))?.[1] : undefined
  return new FirmwareTrapError(known ?? `its board failed: ${message}`, where, { cause: error })
}

function isFromEngine(error: unknown): boolean {
  return error instanceof Error && (error.name === 'RuntimeError' || error.name === 'RangeError')
}

/** The application's functions in a stack trace, by the names in the module's name section. */
function frames(error: unknown): string[] {
  const stack = typeof error === 'object' && error && 'stack' in error ? String(error.stack) : ''
  return [...stack.matchAll(/^\s+at (?:[\w$]+\.)?(\S.*) \(wasm:\/\//gm)]
    .map(match => match[1] ?? '')
    .filter(name => name && !/device_os::|^(operator |__|abort$|lib)/.test(name))
}
