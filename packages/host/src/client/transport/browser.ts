import { createHttpTransport } from './http-browser.ts'
import type { Transports } from './transport.ts'

/** What a browser can open. Takes the place of `node.ts` by the package condition `browser`. */
export const transports: Transports = {
  default: 'http',
  http: createHttpTransport,
}
