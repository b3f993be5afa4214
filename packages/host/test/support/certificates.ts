import { generateKeyPairSync } from 'node:crypto'
import forge from 'node-forge'

/** A self-signed client certificate and its key, PEM, of the size that people have. */
export function createClientCertificate(): { clientCertificate: string; privateKey: string } {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(
    pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  )
  certificate.serialNumber = '01'
  certificate.setSubject([{ name: 'commonName', value: 'photon' }])
  certificate.setIssuer([{ name: 'commonName', value: 'photon' }])
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create())
  return { clientCertificate: forge.pki.certificateToPem(certificate), privateKey }
}
