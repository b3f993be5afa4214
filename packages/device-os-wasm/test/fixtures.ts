import './keep-compiler.ts'
import { fileURLToPath } from 'node:url'
import { type CompiledFirmware, compile } from '../src/compile/index.ts'

/** The fixtures' own sources hold to what firmware/ holds to. */
const STRICT = ['-Wextra', '-Wconversion', '-Wshadow']

export function fixtureDir(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))
}

/** Compiles a project in `test/fixtures`; what was compiled before comes from the cache. */
export function compileFixture(name: string, ...flags: string[]): Promise<CompiledFirmware> {
  return compile(fixtureDir(name), { warningsAsErrors: true, extraFlags: [...STRICT, ...flags] })
}
