import { onTestFinished } from 'vitest'
import { type SoftAp, type SoftApOptions, startSoftAp } from '../../../src/photon/softap/index.ts'
import { createFakeDevice, type FakeDevice } from './fake-device.ts'
import { type Ask, overHttp, overTcp } from './wire.ts'

export interface Setup {
  readonly device: FakeDevice
  readonly softAp: SoftAp
  readonly transports: readonly (readonly [name: string, ask: Ask])[]
  readonly tcp: Ask
  readonly http: Ask
}

/** A device in listening mode on free ports, gone when the test ends. A fault in it fails the test. */
export async function listening(
  differences: Partial<FakeDevice> = {},
  options: SoftApOptions = {},
): Promise<Setup> {
  const faults: unknown[] = []
  const device = createFakeDevice(differences)
  const softAp = await startSoftAp(device, { onFault: fault => faults.push(fault), ...options })
  onTestFinished(async () => {
    await softAp.close()
    if (faults.length > 0) throw new AggregateError(faults, 'the device had faults')
  })
  const tcp = overTcp(softAp.tcpPort)
  const http = overHttp(softAp.httpPort)
  return {
    device,
    softAp,
    tcp,
    http,
    transports: [
      ['TCP', tcp],
      ['HTTP', http],
    ],
  }
}
