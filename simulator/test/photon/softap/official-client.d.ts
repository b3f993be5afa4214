/** What we use of Particle's client, which brings no types. */
declare module '@particle/softap-setup' {
  type Callback<T> = (error: Error | null | undefined, answer: T) => void

  interface Network {
    ssid: string
    security?: string | number
    password?: string
    channel?: number
    eap?: string
    username?: string
    outer_identity?: string
    client_certificate?: string
    private_key?: string
  }

  export default class SoftAPSetup {
    constructor(options: { protocol: 'tcp' | 'http'; host: string; port: number; timeout?: number })
    deviceInfo(callback: Callback<{ id: string; claimed: boolean }>): void
    scan(callback: Callback<{ ssid: string; sec: number; rssi: number }[]>): void
    publicKey(callback: Callback<string>): void
    setClaimCode(code: string, callback: Callback<void>): void
    configure(network: Network, callback: Callback<{ r: number }>): void
    connect(index: number, callback: Callback<void>): void
    version(callback: Callback<{ v: number }>): void
  }
}
