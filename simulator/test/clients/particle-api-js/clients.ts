import Particle from 'particle-api-js'
import Particle6 from 'particle-api-js-6'
import { deviceId, serve, type TestCloud, testCloud } from '../../cloud/support/cloud.ts'

export { deviceId }

/** Of one version: the client at a cloud of its own, and what the cloud's developer signs in with. */
export interface Signed {
  readonly world: TestCloud
  readonly particle: Particle
  /** The developer's token. */
  readonly auth: string
  /** A client that knows the product's OAuth client. */
  readonly backEnd: Particle
}

/** What is asked of both: the current client, and the one that the 2017 example uses. */
export const VERSIONS = [
  ['12', Particle],
  ['6.5.0', Particle6],
] as const

export async function signedIn(Client: typeof Particle = Particle): Promise<Signed> {
  const world = await testCloud()
  const baseUrl = await serve(world.cloud)
  const { client, user } = world.cloud.defaults
  return {
    world,
    particle: new Client({ baseUrl }),
    auth: user.token,
    backEnd: new Client({ baseUrl, clientId: client.id, clientSecret: client.secret }),
  }
}
