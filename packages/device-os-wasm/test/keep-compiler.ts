import { afterAll } from 'vitest'
import { keepCompilerReady } from '../src/compile/index.ts'

// A test file compiles many programs, one after the other.
const compiler = keepCompilerReady({ warmUp: false })
afterAll(() => compiler[Symbol.asyncDispose]())
