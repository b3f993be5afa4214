import { EAP_TYPES, SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import { InvalidInput } from '../errors/general.ts'
import { isUnstorable } from './unstorable.ts'

/** Log on to an enterprise network by PEAP with MSCHAPv2; the password goes beside it, 1 to 64 bytes. */
export interface PeapCredentials {
  type: 'peap'
  /** Who logs on (inner identity), at most 64 bytes. */
  identity: string
  /** Who the access point is shown before the tunnel is up. A Photon says "anonymous" when left out. */
  outerIdentity?: string | undefined
  /** Root certificate to hold the server against, PEM, at most 4,095 bytes. */
  ca?: string | undefined
}

/** Log on to an enterprise network by EAP-TLS, with a certificate in place of a password. */
export interface EapTlsCredentials {
  type: 'tls'
  /** PEM, at most 4,095 bytes. */
  clientCertificate: string
  /** PEM without a passphrase, at most 2,029 bytes: RSA of 2,048 bits fits, 3,072 does not. Sent encrypted. */
  privateKey: string
  outerIdentity?: string | undefined
  ca?: string | undefined
}

/** How to log on to an enterprise network. Needs Device OS 0.7.0. */
export type EapCredentials = PeapCredentials | EapTlsCredentials

/** Credentials that a Photon can be given: its own keys, and the private key still to be encrypted. */
export interface CheckedEap {
  fields: { eap: number; ii?: string; oi?: string; ca?: string; crt?: string }
  privateKey?: string
}

/**
 * Checks what a Photon would answer with `r` 1 or store wrongly.
 *
 * @throws InvalidInput naming the argument. A message never holds the private key.
 */
export function checkEap(eap: EapCredentials): CheckedEap {
  const shared = {
    ...(eap.outerIdentity !== undefined && { oi: checkIdentity('eap.outerIdentity', eap.outerIdentity) }),
    ...(eap.ca !== undefined && { ca: checkCertificate('eap.ca', eap.ca) }),
  }
  switch (eap.type) {
    case 'peap':
      return { fields: { ii: checkIdentity('eap.identity', eap.identity), eap: EAP_TYPES.peap, ...shared } }
    case 'tls':
      return {
        fields: {
          crt: checkCertificate('eap.clientCertificate', eap.clientCertificate),
          eap: EAP_TYPES.tls,
          ...shared,
        },
        privateKey: checkPrivateKey(eap.privateKey),
      }
    default:
      throw new InvalidInput('eap.type', 'eap.type is neither "peap" nor "tls", all that a Photon knows')
  }
}

function checkIdentity(argument: string, identity: string): string {
  const { max } = SOFTAP_LIMITS.identityBytes
  const bytes = new TextEncoder().encode(identity)
  if (bytes.length === 0 || bytes.length > max) {
    throw new InvalidInput(argument, `the identity is ${bytes.length} bytes long: a Photon takes 1 to ${max}`)
  }
  if (!identity.isWellFormed() || bytes.some(isUnstorable)) {
    throw new InvalidInput(
      argument,
      'the identity holds a quote, a backslash or a control character, which a Photon cannot store',
    )
  }
  return identity
}

function checkCertificate(argument: string, certificate: string): string {
  const pem = checkPem(argument, certificate, /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/)
  const { max } = SOFTAP_LIMITS.certificateBytes
  if (pem.length > max) {
    throw new InvalidInput(
      argument,
      `the certificate is ${pem.length} bytes long: a Photon takes up to ${max}`,
    )
  }
  return pem
}

const PRIVATE_KEY = /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[^-]+-----END (?:RSA |EC )?PRIVATE KEY-----/
const WITH_PASSPHRASE = /ENCRYPTED/
const AES_BLOCK_BYTES = 16

function checkPrivateKey(privateKey: string): string {
  const argument = 'eap.privateKey'
  if (WITH_PASSPHRASE.test(privateKey)) {
    throw new InvalidInput(
      argument,
      'the private key has a passphrase, which a Photon cannot ask for: take it off, as "openssl pkey -in key.pem" does',
    )
  }
  const pem = checkPem(argument, privateKey, PRIVATE_KEY)
  const { max } = SOFTAP_LIMITS.privateKeyBytes
  const padded = (Math.floor(pem.length / AES_BLOCK_BYTES) + 1) * AES_BLOCK_BYTES
  if (padded > max) {
    throw new InvalidInput(
      argument,
      `the private key is ${pem.length} bytes long: a Photon takes up to ${max} with padding, which is RSA of 2,048 bits`,
    )
  }
  return pem
}

/** What JSON can carry to a Photon, whose reader of certificates knows no `\u`. */
const PLAIN_TEXT = /^[\t\r\n -~]*$/

/** The text as Particle's own client sends it: trimmed, with a line end. */
function checkPem(argument: string, text: string, form: RegExp): string {
  if (!PLAIN_TEXT.test(text) || !form.test(text)) {
    throw new InvalidInput(argument, `${argument} is not PEM of that kind: give the text of a .pem file`)
  }
  return `${text.trim()}\r\n`
}
