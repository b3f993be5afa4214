import { PARTICLE_API_URL } from '@particle-setup/protocol/cloud'
import { InvalidInput } from '../errors/general.ts'

/**
 * The cloud's address without a trailing slash; Particle's own when none is given.
 *
 * @throws InvalidInput for anything but an http or https address without user name, query or fragment.
 */
export function normalizeApiUrl(apiUrl: string = PARTICLE_API_URL): string {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new InvalidInput(
      'apiUrl',
      `apiUrl must be an address such as ${PARTICLE_API_URL}, without user name or query`,
    )
  }
  return url.href.replace(/\/+$/, '')
}
