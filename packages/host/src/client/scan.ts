import { type ScanEntry, scanAnswerSchema } from '@particle-setup/protocol/softap'
import { fromLatin1, toLatin1 } from './bytes.ts'
import { json, runCommand } from './command.ts'
import type { PhotonOptions } from './options.ts'

/** A Wi-Fi network as the Photon hears it. */
export interface AvailableAP {
  ssid: string
  /** Signal strength in dBm of the strongest access point of that name. */
  rssi: number
  /** WICED security value, see `SECURITY`; -1 is unknown. */
  sec: number
  /** Channel, 1 to 14; 0 when not reported. */
  ch: number
  /** Highest data rate in kbit/s; 0 when not reported. */
  mdr: number
  /** The name's bytes, present when they are not UTF-8; `ssid` then shows U+FFFD for what it cannot. */
  ssidBytes?: Uint8Array
}

/**
 * Lets the Photon scan: its networks, each name once, strongest first. Default limit 20 s. An empty list also
 * stands for a scan that could not start. Throws `SoftApError` and `TimedOut`.
 */
export async function getAvailableAPs(options: PhotonOptions = {}): Promise<AvailableAP[]> {
  return mergeBySsid(await runCommand(options, { command: 'scan-ap', parse: parseScan }))
}

/**
 * Reads a scan. A Photon writes SSIDs as they are, without escaping, so its own form is looked for first:
 * a quote or backslash in a name is part of the name. Anything else is read as JSON.
 */
export function parseScan(answer: Uint8Array): AvailableAP[] {
  return parsePhotonForm(toLatin1(answer).trim()) ?? scanAnswerSchema.parse(json(answer)).scans.map(fromJson)
}

const ENVELOPE = /^\{"scans":\[(.*)\]\}$/s
const ENTRY =
  /,?\{"ssid":"(.*?)","rssi":(-?\d{1,4}),"sec":(-?\d{1,10}),"ch":(-?\d{1,4}),"mdr":(-?\d{1,10})\}/gsy

function parsePhotonForm(text: string): AvailableAP[] | undefined {
  const entries = ENVELOPE.exec(text)?.[1]
  if (entries === undefined) return undefined
  const found: AvailableAP[] = []
  let end = 0
  for (const match of entries.matchAll(ENTRY)) {
    const [whole, ssid = '', rssi, sec, ch, mdr] = match
    end = match.index + whole.length
    found.push({
      ...nameOf(fromLatin1(ssid)),
      rssi: Number(rssi),
      sec: Number(sec),
      ch: Number(ch),
      mdr: Number(mdr),
    })
  }
  return end === entries.length ? found : undefined
}

function fromJson({ ssid, rssi, sec, ch, mdr }: ScanEntry): AvailableAP {
  return { ssid, rssi, sec, ch, mdr }
}

function nameOf(bytes: Uint8Array): Pick<AvailableAP, 'ssid' | 'ssidBytes'> {
  try {
    return { ssid: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return { ssid: new TextDecoder().decode(bytes), ssidBytes: bytes }
  }
}

/** One entry a name, that of the strongest signal; strongest first. Names are equal when their bytes are. */
export function mergeBySsid(found: readonly AvailableAP[]): AvailableAP[] {
  const byName = new Map<string, AvailableAP>()
  for (const ap of found.toSorted((a, b) => b.rssi - a.rssi)) {
    const name = ap.ssidBytes ? `bytes ${ap.ssidBytes}` : `text ${ap.ssid}`
    if (!byName.has(name)) byName.set(name, ap)
  }
  return [...byName.values()]
}
