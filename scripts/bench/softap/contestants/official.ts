/// <reference path="../../../../simulator/test/photon/softap/official-client.d.ts" />
import SoftAPSetup from '@particle/softap-setup'
import { WISH } from '../network.ts'
import { type Contestant, HOST, SetupFailedError, type Transport } from './contestant.ts'

/** Particle's own client. Over TCP it begins with a command more, whose answer it throws away. */
export function official(transport: Transport): Contestant {
  return {
    name: '@particle/softap-setup',
    transport,
    async setUp(ports) {
      const client = new SoftAPSetup({ protocol: transport, host: HOST, port: ports[transport] })
      await called(done => client.deviceInfo(done))
      const networks = await called<{ ssid: string; sec: number }[]>(done => client.scan(done))
      const network = networks.find(({ ssid }) => ssid === WISH.ssid)
      if (network === undefined) throw new SetupFailedError(`the scan shows no ${WISH.ssid}`)
      await called(done => client.publicKey(done))
      await called(done => client.setClaimCode(WISH.claimCode, done))
      const { ssid, password, channel } = WISH
      const answer = await called<{ r: number }>(done =>
        client.configure({ ssid, security: network.sec, password, channel }, done),
      )
      if (answer.r !== 0) throw new SetupFailedError(`configure-ap was answered by ${answer.r}`)
      await called(done => client.connect(0, done))
    },
  }
}

function called<T>(
  start: (callback: (error: Error | null | undefined, answer: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => start((error, answer) => (error ? reject(error) : resolve(answer))))
}
