import type { Cloud } from './cloud/index.ts'
import { SimulatorOptionError } from './errors.ts'
import { type Flash, networkOf } from './photon/index.ts'
import type { Air } from './world/index.ts'

/**
 * What setting a Photon up leaves in its flash memory: a network, and a claim code of the developer's. What a Photon
 * has kept of either stays as it is.
 *
 * @throws SimulatorOptionError when no network of the air is to be joined with what is known of it.
 */
export async function firstSetup(
  air: Air,
  cloud: Pick<Cloud, 'createClaimCode'>,
): Promise<(flash: Flash) => Promise<void>> {
  const entry = air
    .networks()
    .find(
      ({ sec, password, identity, hidden }) =>
        !hidden && identity === undefined && (sec === 0 || password !== undefined),
    )
  const network =
    entry &&
    (await networkOf(
      {
        ssid: entry.ssid,
        password: new TextEncoder().encode(entry.password ?? ''),
        channel: entry.channel,
        security: undefined,
        cipher: undefined,
        eap: undefined,
      },
      async () => air.scan(),
    ))
  if (network === undefined) {
    throw new SimulatorOptionError(
      'claimed',
      'there is no network that the Photons could begin on: state one that is open or has a password, and no identity',
    )
  }
  return async flash => {
    if (flash.networks.length === 0) flash.storeNetwork(network)
    if (flash.claimed) return
    flash.setClaimCode(new TextEncoder().encode(await cloud.createClaimCode()))
  }
}
