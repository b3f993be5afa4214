/** Who a device says it is to an enterprise network, beside its password. */
export interface EapCredentials {
  /** The EAP method: 25 for PEAP with MSCHAPv2, 13 for EAP-TLS. Source: IANA EAP method types. */
  readonly type: number
  readonly innerIdentity: string
  /** PEM. */
  readonly clientCertificate: string
}

/** Whom an enterprise network lets in. */
export interface EnterpriseUsers {
  readonly identity: string | undefined
  readonly password: string | undefined
  readonly clientCertificate: string | undefined
}

const EAP_TLS = 13
const PEAP = 25

/**
 * Whether an enterprise network lets the device in: by PEAP whoever knows the password and, where one is
 * stated, the identity; by EAP-TLS whoever has the certificate. One that states neither password nor
 * certificate trusts all that use EAP.
 */
export function admitsUser(
  { identity, password, clientCertificate }: EnterpriseUsers,
  key: Uint8Array,
  user: EapCredentials | undefined,
): boolean {
  if (user === undefined) return false
  if (password === undefined && clientCertificate === undefined) return true
  switch (user.type) {
    case PEAP:
      return (
        password !== undefined &&
        Buffer.from(password, 'utf8').equals(key) &&
        (identity === undefined || identity === user.innerIdentity)
      )
    case EAP_TLS:
      return clientCertificate !== undefined && clientCertificate.trim() === user.clientCertificate.trim()
    default:
      return false
  }
}
