import { constants, createPublicKey, publicEncrypt } from 'node:crypto'
import { connect } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import type { VirtualClock } from '../../../src/world/index.ts'
import { overTcp } from '../softap/wire.ts'
import type { Desk } from './desk.ts'

/** Bytes of DER before the zeros that a Photon sends after its key. */
const KEY_DER_BYTES = 162

const WPA2_AES = 0x0040_0004

/** Somebody next to a Photon, on its real setup ports. */
export interface Phone {
  /** One command over TCP that takes the Photon no time; what it answers. */
  ask(command: string, body?: object): Promise<unknown>
  /** The same for a command that takes it time, which passes meanwhile. */
  askSlowly(command: string, body?: object): Promise<unknown>
  /** The password under the Photon's own key, in hex. */
  encrypt(password: string | Uint8Array): Promise<string>
  /** Stores a WPA2 network, which takes the Photon two scans. */
  configure(ssid: string, password: string): Promise<unknown>
}

export function phone(d: Desk): Phone {
  const ask: Phone['ask'] = async (command, body) => {
    const { softap } = d.photon
    if (softap === undefined) throw new Error(`the Photon does not listen, it is ${d.photon.state}`)
    const answer = await overTcp(softap.tcp)(command, body)
    // The client may see the end of the connection before the Photon, which acts on it then, is told.
    for (let turn = 0; turn < 3; turn++) await setImmediate()
    return JSON.parse(answer)
  }
  const encrypt: Phone['encrypt'] = async password => {
    const { b } = (await ask('public-key')) as { b: string }
    const der = Buffer.from(b, 'hex').subarray(0, KEY_DER_BYTES)
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(password)).toString('hex')
  }
  const askSlowly: Phone['askSlowly'] = (command, body) => whileTimePasses(d.clock, ask(command, body))
  return {
    ask,
    askSlowly,
    encrypt,
    async configure(ssid, password) {
      const body = { idx: 0, ssid, pwd: await encrypt(password), sec: WPA2_AES, ch: 6 }
      return askSlowly('configure-ap', body)
    },
  }
}

/** Whether nobody listens there. */
export function isRefused(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port })
  return new Promise(resolve => {
    socket.once('error', () => resolve(true))
    socket.once('connect', () => {
      socket.destroy()
      resolve(false)
    })
  })
}

/** Moves the clock until the work is done. */
export async function whileTimePasses<T>(clock: VirtualClock, work: Promise<T>): Promise<T> {
  let settled = false
  const end = (): void => {
    settled = true
  }
  work.then(end, end)
  while (!settled) await clock.advance(100)
  return work
}
