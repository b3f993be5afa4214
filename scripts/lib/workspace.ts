import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top of the workspace. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
