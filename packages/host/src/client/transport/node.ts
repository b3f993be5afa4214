import { createHttpTransport } from './http-node.ts'
import { createTcpTransport } from './tcp.ts'
import type { Transports } from './transport.ts'

/** What Node can open. The package condition `browser` puts `browser.ts` in this file's place. */
export const transports: Transports = {
  default: 'tcp',
  tcp: createTcpTransport,
  http: createHttpTransport,
}
