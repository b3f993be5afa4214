declare module 'softap-emulator-js' {
  import type { Socket } from 'node:net'

  /** The fake that Particle's own setup client is tested against. */
  export default class SoftApEmulator {
    server(): (socket: Socket) => void
  }
}
