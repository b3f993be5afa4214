import {
  configureWifi,
  connectToWifi,
  getAvailableAPs,
  getDeviceId,
  getPublicKey,
  setClaimCode,
} from '@particle-setup/host/client'
import { WISH } from '../network.ts'
import { type Contestant, HOST, SetupFailedError, type Transport } from './contestant.ts'

/** The client of this repository. */
export function ours(transport: Transport): Contestant {
  return {
    name: 'particle-setup',
    transport,
    async setUp(ports) {
      const photon = { host: HOST, port: ports[transport], transport }
      await getDeviceId(photon)
      const networks = await getAvailableAPs(photon)
      const wifiObj = networks.find(({ ssid }) => ssid === WISH.ssid)
      if (wifiObj === undefined) throw new SetupFailedError(`the scan shows no ${WISH.ssid}`)
      const publicKey = await getPublicKey(photon)
      await setClaimCode({ ...photon, claimCode: WISH.claimCode })
      await configureWifi({ ...photon, wifiObj, password: WISH.password, publicKey })
      const { confirmed } = await connectToWifi(photon)
      if (!confirmed) throw new SetupFailedError('the answer to connect-ap was lost')
    },
  }
}
