import type { SimulatorInfo } from '@particle-setup/simulator'

/** The variables under which every command, library and test of ours finds a simulation. */
export function simulationEnvironment(info: SimulatorInfo): Record<string, string> {
  const photon = info.photons[0]
  return {
    PARTICLE_API_URL: info.cloud,
    PARTICLE_PRODUCT: info.product.slug,
    PARTICLE_OAUTH_CLIENT: info.client.id,
    PARTICLE_OAUTH_SECRET: info.client.secret,
    PARTICLE_ADMIN_USERNAME: info.user.username,
    PARTICLE_ADMIN_PASSWORD: info.user.password,
    PARTICLE_ACCESS_TOKEN: info.user.token,
    ...(photon && {
      PHOTON_ID: photon.id,
    }),
    ...(photon?.softap && {
      PHOTON_SOFTAP_HOST: photon.softap.host,
      PHOTON_SOFTAP_TCP_PORT: String(photon.softap.tcp),
      PHOTON_SOFTAP_HTTP_PORT: String(photon.softap.http),
    }),
  }
}
