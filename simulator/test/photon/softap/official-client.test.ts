import { createPublicKey } from 'node:crypto'
import SoftAPSetup from '@particle/softap-setup'
import { describe, expect, test } from 'vitest'
import { GEN_A, GEN_B, startSoftAp } from '../../../src/photon/softap/index.ts'
import { accessPoint, createFakeDevice, SPKI } from './fake-device.ts'
import { listening } from './setup.ts'

const CODE = 'rqH0rQUgVQoI1Nz/kP7BqA7Xc4VmS9mjuYlUZoTxs8H7yVJdN+wGz1aJ0xuXpVf'

/** One call of Particle's callback style. */
function call<T>(
  start: (callback: (error: Error | null | undefined, answer: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => start((error, answer) => (error ? reject(error) : resolve(answer))))
}

describe.for([
  ['tcp', 'Gen-B', GEN_B],
  ['http', 'Gen-B', GEN_B],
  ['tcp', 'Gen-A', GEN_A],
] as const)("Particle's @particle/softap-setup over %s to %s", ([protocol, , profile]) => {
  test('S29: runs its whole sequence', async () => {
    const device = createFakeDevice({ leaveListeningMode: () => void softAp.close() })
    const softAp = await startSoftAp(device, { profile })
    const client = new SoftAPSetup({ protocol, host: softAp.host, port: portOf(softAp, protocol) })

    expect(await call(done => client.version(done))).toEqual({ v: 2 })
    expect(await call(done => client.deviceInfo(done))).toEqual({ id: device.deviceId, claimed: false })
    const networks = await call<{ ssid: string }[]>(done => client.scan(done))
    expect(networks.map(network => network.ssid)).toEqual(['LabNet', 'Guest'])
    const pem = await call<string>(done => client.publicKey(done))
    expect(createPublicKey(pem).export({ type: 'spki', format: 'der' })).toEqual(SPKI)
    await call(done => client.setClaimCode(CODE, done))
    const network = { ssid: 'LabNet', security: 'wpa2_aes', password: 'correct-horse', channel: 6 }
    expect(await call(done => client.configure(network, done))).toEqual({ r: 0 })
    await call(done => client.connect(0, done))
    await softAp.close()

    expect(device.claimCodes).toEqual([CODE])
    expect(device.stored).toHaveLength(1)
    expect(device.stored[0]).toMatchObject({ security: 'wpa2', channel: 6 })
    expect(Buffer.from(device.stored[0]?.password ?? []).toString()).toBe('correct-horse')
  })
})

describe.for(['tcp', 'http'] as const)("Particle's @particle/softap-setup over %s", protocol => {
  test('S29: configures EAP-TLS and PEAP', async () => {
    const { device, softAp } = await listening({ air: [accessPoint('Campus', { sec: 0x0240_0004 })] })
    const client = new SoftAPSetup({ protocol, host: softAp.host, port: portOf(softAp, protocol) })
    await call(done => client.publicKey(done))
    const campus = { ssid: 'Campus', security: 'wpa2_enterprise_aes', channel: 1 }
    const tls = { ...campus, eap: 'tls', client_certificate: 'CERT\nLINE', private_key: 'KEY\nLINE' }
    expect(await call(done => client.configure(tls, done))).toEqual({ r: 0 })
    const peap = { ...campus, eap: 'peap', username: 'joe', outer_identity: 'anon', password: 'secret' }
    expect(await call(done => client.configure(peap, done))).toEqual({ r: 0 })

    expect(device.stored[0]?.eap).toMatchObject({ type: 13, clientCertificate: 'CERT\nLINE\r\n' })
    expect(Buffer.from(device.stored[0]?.eap?.privateKey ?? []).toString()).toMatch(/^KEY\nLINE\r\n/)
    expect(device.stored[1]?.eap).toMatchObject({ type: 25, innerIdentity: 'joe', outerIdentity: 'anon' })
  })
})

function portOf(softAp: { tcpPort: number; httpPort: number }, protocol: 'tcp' | 'http'): number {
  return protocol === 'tcp' ? softAp.tcpPort : softAp.httpPort
}
