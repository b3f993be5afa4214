import type { BoardSerial } from '@particle-setup/device-os-wasm/run'

/** Lines that are kept for people to see. */
const KEPT_LINES = 1_000
/** A line without an end is cut here. */
const LINE_LIMIT_BYTES = 4_096
const NEWLINE = 0x0a

/** USB serial as it is seen from the computer at the other end of the cable. */
export interface Serial {
  /** The newest lines that the program wrote, at most 1,000, oldest first. */
  readonly lines: readonly string[]
  /** Types text to the program. */
  write(text: string): void
}

export function createSerial(onLine: (line: string) => void): { serial: Serial; board: BoardSerial } {
  const lines: string[] = []
  let line: number[] = []
  let typed: number[] = []

  const endLine = (): void => {
    const text = Buffer.from(line).toString('utf8').replace(/\r$/, '')
    line = []
    lines.push(text)
    if (lines.length > KEPT_LINES) lines.shift()
    onLine(text)
  }
  return {
    serial: {
      lines,
      write: text => {
        typed = [...typed, ...Buffer.from(text, 'utf8')]
      },
    },
    board: {
      write(bytes) {
        for (const byte of bytes) {
          if (byte !== NEWLINE) line.push(byte)
          if (byte === NEWLINE || line.length >= LINE_LIMIT_BYTES) endLine()
        }
      },
      read: () => typed.shift() ?? -1,
      available: () => typed.length,
    },
  }
}
