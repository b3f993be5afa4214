import { SECURITY, type SecurityName } from '@particle-setup/protocol/softap'
import { z } from 'zod'

const securityNames = Object.keys(SECURITY) as [SecurityName, ...SecurityName[]]

/** A network in the air, as a world file and the control routes take it. */
export const networkSchema = z.strictObject({
  ssid: z.string().min(1),
  /** Of an enterprise network: the user's. */
  password: z.string().exactOptional(),
  /** A name of the security table, or a WICED value. */
  sec: z
    .union([z.enum(securityNames).transform(name => SECURITY[name]), z.number().int()], {
      error: `give one of ${securityNames.join(', ')}, or a WICED value`,
    })
    .exactOptional(),
  channel: z.number().int().min(1).max(14).exactOptional(),
  rssiDbm: z.number().int().max(-1).exactOptional(),
  hidden: z.boolean().exactOptional(),
  dhcp: z.boolean().exactOptional(),
  /** Enterprise networks: the user it admits (PEAP). */
  identity: z.string().exactOptional(),
  /** Enterprise networks: the certificate it admits, PEM (EAP-TLS). */
  clientCertificate: z.string().exactOptional(),
})
