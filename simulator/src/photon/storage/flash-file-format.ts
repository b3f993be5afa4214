import { EEPROM_BYTES } from '@particle-setup/device-os-wasm/run'
import { SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import { z } from 'zod'
import type { FlashContents } from './flash.ts'
import { loadDeviceKeyPair } from './key-pair.ts'
import { FACTORY_WIFI_SETTINGS } from './wifi-settings.ts'

/** Raised when the layout changes; a file says which one it has. */
const FORMAT_VERSION = 1

const bytes = z.base64().transform(text => new Uint8Array(Buffer.from(text, 'base64')))

const networkSchema = z.object({
  ssid: bytes,
  security: z.enum(['open', 'wep', 'wpa', 'wpa2', 'wpa-enterprise', 'wpa2-enterprise']),
  password: bytes,
  channel: z.number().int(),
  eap: z
    .object({
      type: z.number().int(),
      outerIdentity: z.string(),
      innerIdentity: z.string(),
      clientCertificate: z.string(),
      rootCa: z.string(),
      privateKey: bytes,
    })
    .exactOptional(),
})

const wifiSchema = z.object({
  hostname: z.string(),
  staticAddresses: z
    .object({ local: z.ipv4(), subnetMask: z.ipv4(), gateway: z.ipv4(), dns: z.ipv4() })
    .exactOptional(),
  usesStaticIp: z.boolean(),
  antenna: z.enum(['internal', 'external', 'auto']),
})

const fileSchema = z.object({
  version: z.literal(FORMAT_VERSION),
  deviceId: z.string().regex(/^[0-9a-f]{24}$/),
  setupCode: z.string().regex(/^[2-9A-HJ-NP-Z]{1,6}$/),
  claimed: z.boolean(),
  claimCode: bytes.exactOptional(),
  privateKey: bytes.exactOptional(),
  networks: z.array(networkSchema).max(SOFTAP_LIMITS.storedNetworks),
  wifi: wifiSchema.exactOptional(),
  eeprom: bytes.refine(data => data.length === EEPROM_BYTES, `EEPROM is not ${EEPROM_BYTES} bytes`),
  program: bytes.exactOptional(),
  updated: z.boolean().default(false),
})

/** @throws SyntaxError or z.ZodError when the text is not a flash file of this version. */
export function parseFlashFile(text: string): FlashContents {
  const file = fileSchema.parse(JSON.parse(text))
  return {
    identity: { deviceId: file.deviceId, setupCode: file.setupCode },
    keyPair: file.privateKey && loadDeviceKeyPair(file.privateKey),
    networks: file.networks,
    wifi: { ...FACTORY_WIFI_SETTINGS, ...file.wifi },
    claimCode: file.claimCode,
    claimed: file.claimed,
    eeprom: file.eeprom,
    program: file.program,
    updated: file.updated,
  }
}

export function formatFlashFile(contents: FlashContents): string {
  const { wifi } = contents
  const file: z.input<typeof fileSchema> = {
    version: FORMAT_VERSION,
    deviceId: contents.identity.deviceId,
    setupCode: contents.identity.setupCode,
    claimed: contents.claimed,
    ...(contents.claimCode && { claimCode: base64(contents.claimCode) }),
    ...(contents.keyPair && { privateKey: base64(contents.keyPair.privateKeyDer) }),
    networks: contents.networks.map(({ eap, ...network }) => ({
      ...network,
      ssid: base64(network.ssid),
      password: base64(network.password),
      ...(eap && { eap: { ...eap, privateKey: base64(eap.privateKey) } }),
    })),
    wifi: {
      hostname: wifi.hostname,
      ...(wifi.staticAddresses && { staticAddresses: wifi.staticAddresses }),
      usesStaticIp: wifi.usesStaticIp,
      antenna: wifi.antenna,
    },
    eeprom: base64(contents.eeprom),
    ...(contents.program && { program: base64(contents.program) }),
    updated: contents.updated,
  }
  return `${JSON.stringify(file, undefined, 1)}\n`
}

function base64(data: Uint8Array): string {
  return Buffer.from(data).toString('base64')
}
