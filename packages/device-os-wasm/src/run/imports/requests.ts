import type { Host, ImportTable } from '../host.ts'
import type { VariableType } from '../values.ts'

/** `VariableType` of wiring/src/cloud_variables.cpp. */
const VARIABLE_TYPES: readonly VariableType[] = ['bool', 'int32', 'double', 'string']

export function requestImports({ board, memory, requests, functions, variables }: Host): ImportTable {
  return {
    poll_request(pointer: number) {
      board.background?.()
      return requests.poll(memory, pointer)
    },
    answer_function: (id: number, value: number) => requests.answer(id, value),
    answer_number(id: number, type: number, value: number) {
      requests.answer(id, VARIABLE_TYPES[type] === 'bool' ? value !== 0 : value)
    },
    answer_text(id: number, pointer: number, length: number) {
      requests.answer(id, memory.text(pointer, length))
    },
    answer_unknown: (id: number) => requests.unknown(id, functions),
    register_function(pointer: number, length: number) {
      functions.push(memory.text(pointer, length))
    },
    register_variable(pointer: number, length: number, type: number) {
      variables[memory.text(pointer, length)] = VARIABLE_TYPES[type] ?? 'string'
    },
  }
}
