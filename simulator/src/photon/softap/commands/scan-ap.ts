import { SOFTAP_LIMITS } from '@particle-setup/protocol/softap'
import type { AccessPoint } from '../../../world/index.ts'
import { CLOSE, later, reply, type SettledAction } from '../action.ts'
import { fromBytes, upToNul } from '../bytes.ts'
import { integerField, stringField } from '../json/write.ts'
import type { Command, CommandContext } from './command.ts'

/** As many access points as the radio driver keeps apart. */
const MAX_ACCESS_POINTS = 100

/** Every access point with a name, in the order heard; one that cannot scan has heard none. */
export const scanAp: Command = {
  transports: 'both',
  readsBody: false,
  run: (_body, context) => later(answer(context)),
}

async function answer({ device, signal, onFault }: CommandContext): Promise<SettledAction> {
  let heard: readonly AccessPoint[]
  try {
    heard = await device.scan(signal)
  } catch (error) {
    if (signal.aborted) return CLOSE
    onFault(error)
    heard = []
  }
  const entries = distinct(heard).map(accessPoint => ({ accessPoint, ssid: visibleName(accessPoint.ssid) }))
  const writes = entries
    .filter(({ ssid }) => ssid !== '')
    .flatMap(({ accessPoint, ssid }, index) => [...(index > 0 ? [','] : []), ...entry(accessPoint, ssid)])
  return reply(['{"scans":[', ...writes, ']}'])
}

function distinct(heard: readonly AccessPoint[]): AccessPoint[] {
  const byBssid = new Map<string, AccessPoint>()
  for (const accessPoint of heard) {
    if (!byBssid.has(accessPoint.bssid)) byBssid.set(accessPoint.bssid, accessPoint)
  }
  return [...byBssid.values()].slice(0, MAX_ACCESS_POINTS)
}

function visibleName(ssid: Uint8Array): string {
  return fromBytes(upToNul(ssid.subarray(0, SOFTAP_LIMITS.ssidBytes.max)))
}

function entry(accessPoint: AccessPoint, ssid: string): string[] {
  return [
    '{',
    ...stringField('ssid', ssid),
    ',',
    ...integerField('rssi', accessPoint.rssiDbm),
    ',',
    ...integerField('sec', accessPoint.sec),
    ',',
    ...integerField('ch', accessPoint.channel),
    ',',
    ...integerField('mdr', accessPoint.maxRateKbps),
    '}',
  ]
}
