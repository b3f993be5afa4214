import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { compileFirmware } from '../../scripts/compile.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the compiled firmware. */
    firmwareFile: string
  }
}

/** Compiles the firmware once, so that every test file runs the same bytes. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { wasm } = await compileFirmware()
  const folder = await mkdtemp(join(tmpdir(), 'photon-stream-'))
  const file = join(folder, 'photon-stream.wasm')
  await writeFile(file, wasm)
  project.provide('firmwareFile', file)
  return () => rm(folder, { recursive: true })
}
