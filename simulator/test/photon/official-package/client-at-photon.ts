import SoftAPSetup from '@particle/softap-setup'

const { PHOTON_SOFTAP_HOST = '', PHOTON_SOFTAP_TCP_PORT, PHOTON_SOFTAP_HTTP_PORT } = process.env

/** The official client at the address of a simulated Photon, whatever address it was given. */
function ClientAtPhoton(options: { protocol?: 'tcp' | 'http'; timeout?: number } = {}): SoftAPSetup {
  const protocol = options.protocol ?? 'tcp'
  const port = Number(protocol === 'tcp' ? PHOTON_SOFTAP_TCP_PORT : PHOTON_SOFTAP_HTTP_PORT)
  return new SoftAPSetup({ ...options, protocol, host: PHOTON_SOFTAP_HOST, port })
}

export { ClientAtPhoton as 'module.exports' }
