import { DEFAULT_EVENT_TTL_SECONDS, type DeviceToCloud, type Hello } from '@particle-setup/protocol/device'
import { applicationDescribe, systemDescribe } from './describe.ts'
import { lastResetEventData } from './reset-reason.ts'
import type { SessionHost } from './session-host.ts'

/** Hello's product version of a program that states none. */
const NO_PRODUCT_VERSION = 0xffff

export function hello(host: SessionHost): Hello {
  const mode = host.firmware()?.mode
  return {
    type: 'hello',
    productId: mode?.productId ?? host.profile.platformId,
    productVersion: mode?.productVersion ?? NO_PRODUCT_VERSION,
    platformId: host.profile.platformId,
    systemVersion: host.profile.systemVersion,
    ...(host.flash.updated && { updated: true }),
  }
}

/**
 * What a Photon sends once the cloud has said hello, in order. Source: Device OS v2.3.1
 * system_cloud_internal.cpp, and what its build for a computer sends.
 */
export function greeting(host: SessionHost, timeToken: number): readonly DeviceToCloud[] {
  const program = host.firmware()
  const { claimCode } = host.flash
  const lastReset = host.takeLastReset()
  const messages: DeviceToCloud[] = [
    { type: 'describe', part: systemDescribe(host.profile, program && { sha256: host.programSha256() }) },
  ]
  if (claimCode !== undefined && isCode(claimCode)) {
    messages.push({ type: 'claimCode', code: Buffer.from(claimCode).toString('latin1') })
  }
  messages.push(systemEvent('spark/hardware/max_binary', String(host.profile.programBytes)))
  messages.push(systemEvent('spark/hardware/ota_chunk_size', String(host.profile.otaChunkBytes)))
  if (program === undefined) messages.push(systemEvent('spark/device/safemode', null))
  if (lastReset !== undefined) {
    messages.push(systemEvent('spark/device/last_reset', lastResetEventData(lastReset)))
  }
  messages.push(updateSwitch(host, 'enabled'), updateSwitch(host, 'forced'))
  messages.push({ type: 'timeRequest', token: timeToken })
  return messages
}

/** Sent with every greeting, and whenever the program or the cloud changes its mind. */
export function updateSwitch(host: SessionHost, name: 'enabled' | 'forced'): DeviceToCloud {
  return systemEvent(`particle/device/updates/${name}`, String(host.flags.get(`updates-${name}`)))
}

/** What follows once `setup()` has returned: the program's own Describe, and all subscriptions. */
export function introduction(host: SessionHost): readonly DeviceToCloud[] {
  const program = host.firmware()
  const own: DeviceToCloud[] = program ? [{ type: 'describe', part: applicationDescribe(program) }] : []
  return [
    ...own,
    { type: 'subscribe', filter: 'spark', scope: 'my-devices' },
    { type: 'subscribe', filter: 'particle', scope: 'my-devices' },
    ...host.subscriptions().map(({ filter, scope }) => ({ type: 'subscribe' as const, filter, scope })),
  ]
}

function systemEvent(name: string, data: string | null): DeviceToCloud {
  return { type: 'event', name, data, isPrivate: true, ttlSeconds: DEFAULT_EVENT_TTL_SECONDS }
}

/** Erased flash starts with 0 or 0xFF. */
function isCode(code: Uint8Array): boolean {
  return code[0] !== undefined && code[0] !== 0 && code[0] !== 0xff
}
