import { fromBytes, upToNul } from '../bytes.ts'
import type { CommandContext } from '../commands/command.ts'
import { type Field, parseInteger } from '../json/fields.ts'
import { unescapeText } from '../json/unescape.ts'
import { decryptHex } from '../rsa/decrypt.ts'

/** What `configure-ap` was told, decrypted. Texts have one character a byte. */
export interface Credentials {
  ssid: string
  /** Cut at the first NUL, as the firmware takes it for a C string. */
  password: string
  channel: number
  /** WICED security value as sent. */
  sec: number
  /** 0 for a network that is not enterprise. */
  eapType: number
  outerIdentity: string
  innerIdentity: string
  clientCertificate: string
  rootCa: string
  /** Hex of the encrypted private key. */
  encryptedKey: string
  /** AES-128 key and IV, 32 bytes. */
  envelope: Uint8Array | undefined
  /** Negative when the last of `pwd` and `ek` did not decrypt. */
  decryptResult: number
}

/** Goes through the fields in the order sent, as later ones replace earlier ones. */
export async function readCredentials(
  fields: readonly Field[],
  { device, profile }: CommandContext,
): Promise<Credentials> {
  const read: Credentials = {
    ssid: '',
    password: '',
    channel: 0,
    sec: 0,
    eapType: 0,
    outerIdentity: '',
    innerIdentity: '',
    clientCertificate: '',
    rootCa: '',
    encryptedKey: '',
    envelope: undefined,
    decryptResult: 0,
  }
  const decrypt = async (hex: string): Promise<Uint8Array> => {
    const decrypted = await decryptHex(hex, bytes => device.decryptRaw(bytes), profile.badPaddingResult)
    read.decryptResult = decrypted.ok ? 0 : decrypted.result
    return decrypted.ok ? decrypted.message : new Uint8Array()
  }
  for (const [key, value] of fields) {
    switch (key) {
      case 'ssid':
        read.ssid = value
        break
      case 'pwd':
        // Less than one byte of hex is not decrypted but taken as it is.
        read.password = value.length < 2 ? value : fromBytes(upToNul(await decrypt(value)))
        break
      case 'ch':
        read.channel = parseInteger(value)
        break
      case 'sec':
        read.sec = parseInteger(value)
        break
      case 'eap':
        read.eapType = parseInteger(value)
        break
      case 'oi':
        read.outerIdentity = value
        break
      case 'ii':
        read.innerIdentity = value
        break
      case 'crt':
        read.clientCertificate = unescapeText(value)
        break
      case 'ca':
        read.rootCa = unescapeText(value)
        break
      case 'ek':
        if (value.length >= 2) read.envelope = await decrypt(value)
        break
      case 'key':
        read.encryptedKey = value
        break
    }
  }
  return read
}
