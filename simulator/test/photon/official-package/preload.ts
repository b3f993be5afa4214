import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)

const ours = (path: string): string => pathToFileURL(path).href

/**
 * Loaded before the official client's own tests and examples, which are run as they were published: where
 * they ask for these modules they get ours. The first four lead them to a simulated Photon (`../lib` they
 * would ask for in vain otherwise, as 4.1.2 no longer has it); the others are what its tests are written
 * in, which nobody installs with it.
 */
const STAND_INS = new Map([
  ['../lib', new URL('./client-at-photon.ts', import.meta.url).href],
  ['../lib/browser', new URL('./client-at-photon.ts', import.meta.url).href],
  ['net', new URL('./no-server.ts', import.meta.url).href],
  ['softap-emulator-js', new URL('./no-emulator.ts', import.meta.url).href],
  ['chai', ours(require.resolve('chai'))],
  ['should', ours(require.resolve('should'))],
  ['sinon', ours(require.resolve('sinon'))],
  ['sinon-chai', ours(require.resolve('sinon-chai'))],
])

const THEIRS = /\/softap-setup\/(?:test|example)\//

registerHooks({
  resolve(specifier, context, nextResolve) {
    const url = STAND_INS.get(specifier)
    if (url === undefined || !THEIRS.test(context.parentURL ?? '')) return nextResolve(specifier, context)
    return { url, shortCircuit: true }
  },
})
