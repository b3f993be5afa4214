import { compileFirmware } from '../../scripts/compile.ts'

/** Compiles the firmware once, so that every test file finds it in the compiler's cache. */
export default async function setup(): Promise<void> {
  await compileFirmware()
}
