import { createHmac } from 'node:crypto'

/** The six digits that an authenticator app shows. RFC 6238 with RFC 4226, independent of what the cloud uses. */
export function codeOf(secret: string, unixMs: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(unixMs / 30_000)))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** Six digits that the app does not show now, a moment ago or in a moment. */
export function wrongCode(secret: string, unixMs: number): string {
  const shown = [-30_000, 0, 30_000].map(ms => codeOf(secret, unixMs + ms))
  const candidates = ['000000', '111111', '222222', '333333']
  return candidates.find(code => !shown.includes(code)) ?? ''
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map(digit =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(digit).toString(2).padStart(5, '0'),
  )
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.map(byte => Number.parseInt(byte, 2)))
}
