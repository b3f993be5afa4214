import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { FirmwareCompileError } from '@particle-setup/device-os-wasm/compile'
import { compileFirmware, projectDir } from './compile.ts'

const help = `Usage: node --conditions=@particle-setup/source scripts/build.ts

Compiles the firmware to WebAssembly: dist/photon-stream.wasm.
Exits 1 when the sources do not compile, with one line (file:line: message) an error.

Options:
  --help  show this
`

async function build(): Promise<void> {
  const { wasm, elapsedMs, cached } = await compileFirmware()
  await mkdir(new URL('dist/', projectDir), { recursive: true })
  await writeFile(new URL('dist/photon-stream.wasm', projectDir), wasm)
  const origin = cached ? ' from cache' : ''
  console.log(`dist/photon-stream.wasm  ${wasm.length} bytes${origin} in ${(elapsedMs / 1000).toFixed(1)} s`)
}

function explain(error: unknown): string {
  if (error instanceof FirmwareCompileError) {
    return error.diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ file, line, message }) => (line > 0 ? `${file}:${line}: ${message}` : `${file}: ${message}`))
      .join('\n')
  }
  return error instanceof Error ? error.message : String(error)
}

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { help: { type: 'boolean' } } })
    if (values.help) {
      process.stdout.write(help)
    } else {
      await build()
    }
    return 0
  } catch (error) {
    console.error(explain(error))
    return 1
  }
}

process.exitCode = await main()
