import type { SoftApCommand } from '@particle-setup/protocol/softap'
import { antenna } from './antenna.ts'
import type { Command } from './command.ts'
import { configureAp } from './configure-ap.ts'
import { connectAp } from './connect-ap.ts'
import { deviceId } from './device-id.ts'
import { publicKey } from './public-key.ts'
import { scanAp } from './scan-ap.ts'
import { set } from './set.ts'
import { version } from './version.ts'

const TABLE: Readonly<Record<SoftApCommand | 'ant-internal' | 'ant-external', Command>> = {
  version,
  'device-id': deviceId,
  'scan-ap': scanAp,
  'configure-ap': configureAp,
  'connect-ap': connectAp,
  'public-key': publicKey,
  set,
  'ant-internal': antenna,
  'ant-external': antenna,
}

/** Every command by its name on the wire. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(Object.entries(TABLE))
