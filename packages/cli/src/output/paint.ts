import { styleText } from 'node:util'
import type { Io } from '../io.ts'

type Style = 'green' | 'red' | 'yellow' | 'cyan' | 'dim' | 'bold'

/** Colours for a person at a terminal, plain text for everybody else. */
export function paint(io: Pick<Io, 'hasColor'>, style: Style, text: string): string {
  return io.hasColor ? styleText(style, text, { validateStream: false }) : text
}
