import { decodeLineTable, type Frame, LINE_TABLE_SECTION, type LineTableRow } from '../line-table.ts'
import { type WasmModule, WebAssembly } from '../webassembly.ts'
import { FirmwareTrapError } from './errors.ts'
import { PANIC } from './panic-codes.ts'
import { PanicSignal } from './signals.ts'

const REASONS: readonly [pattern: RegExp, reason: string, panicCode: number][] = [
  [/unreachable/, 'it reached code that must not be reached', PANIC.hardFault],
  [/memory access out of bounds/, 'it used memory outside its own (a bad pointer or index)', PANIC.hardFault],
  // The processor is set to trap. Source: Device OS v2.3.1 hw_config.c, core_hal_stm32f2xx.c.
  [/divide by zero|remainder by zero/, 'division by zero', PANIC.usageFault],
  [/divide result unrepresentable|float unrepresentable/, 'a number too large for its type', PANIC.hardFault],
  [
    /null function|signature mismatch|table index|out of bounds/,
    'it called a bad function pointer, or a virtual function that only a derived class has',
    PANIC.hardFault,
  ],
]
const STACK_OVERFLOW = 'stack overflow'

/**
 * Says in words why a firmware ended, and where.
 *
 * @param stackPointer Of the firmware at that moment; its stack grows down to 0.
 */
export function trapError(error: unknown, module: WasmModule, stackPointer: number): FirmwareTrapError {
  const frames = framesOf(error, module)
  if (error instanceof PanicSignal) return new FirmwareTrapError(error.reason, error.panicCode, frames)
  const options = { cause: error }
  const message = error instanceof Error ? error.message : String(error)
  if ((stackPointer | 0) < 0 || (isFromEngine(error) && message.includes('Maximum call stack size'))) {
    return new FirmwareTrapError(STACK_OVERFLOW, PANIC.stackOverflow, frames, options)
  }
  const known = isFromEngine(error) ? REASONS.find(([pattern]) => pattern.test(message)) : undefined
  const [, reason, panicCode] = known ?? [undefined, `its board failed: ${message}`, PANIC.hardFault]
  return new FirmwareTrapError(reason, panicCode, frames, options)
}

function isFromEngine(error: unknown): boolean {
  return error instanceof Error && (error.name === 'RuntimeError' || error.name === 'RangeError')
}

/** `at loop() (wasm://wasm/7a52be2a:wasm-function[12]:0x1897)`, where a function of a class has more before it. */
const STACK_LINE = /^\s+at (?:[\w$]+\.)?(\S.*) \(wasm:\/\/.*:0x([0-9a-f]+)\)$/gm
const RUNTIME = /device_os::|^(operator |__|abort$|lib)/

/** What of the application was running, the innermost first; of a recursion each function once. */
function framesOf(error: unknown, module: WasmModule): Frame[] {
  const stack = typeof error === 'object' && error && 'stack' in error ? String(error.stack) : ''
  const table = lineTableOf(module)
  const frames = [...stack.matchAll(STACK_LINE)].flatMap(([, name = '', offset = '']) => {
    if (table !== undefined)
      return table.findLast(row => row.offset <= Number.parseInt(offset, 16))?.frames ?? []
    return RUNTIME.test(name) ? [] : [{ function: name, file: '', line: 0 }]
  })
  return frames.filter((frame, index) => !isSame(frame, frames[index - 1]))
}

/** `undefined` where the firmware has none that can be read: the module's own names have to do then. */
function lineTableOf(module: WasmModule): readonly LineTableRow[] | undefined {
  const [section] = WebAssembly.Module.customSections(module, LINE_TABLE_SECTION)
  if (section === undefined) return undefined
  try {
    return decodeLineTable(new Uint8Array(section))
  } catch {
    return undefined
  }
}

function isSame(frame: Frame, other: Frame | undefined): boolean {
  return frame.function === other?.function && frame.file === other.file && frame.line === other.line
}
