import { readFile } from 'node:fs/promises'
import { SECURITY, type SecurityName } from '@particle-setup/protocol/softap'
import { parse } from 'yaml'
import { z } from 'zod'
import { SimulatorOptionError } from './errors.ts'
import { PHOTON_2_3_1, type PhotonProfile } from './photon/index.ts'
import type { AirNetwork } from './world/index.ts'

const securityNames = Object.keys(SECURITY) as [SecurityName, ...SecurityName[]]

const networkSchema = z.strictObject({
  ssid: z.string().min(1),
  password: z.string().exactOptional(),
  /** A name of the security table, or a WICED value. */
  sec: z.union([z.enum(securityNames).transform(name => SECURITY[name]), z.number().int()]).exactOptional(),
  channel: z.number().int().min(1).max(14).exactOptional(),
  rssiDbm: z.number().int().max(-1).exactOptional(),
  hidden: z.boolean().exactOptional(),
  dhcp: z.boolean().exactOptional(),
})

/** A Photon's times, by the names they have in its profile. */
const TIMINGS = Object.keys(PHOTON_2_3_1).filter(name => name.endsWith('Ms')) as (keyof PhotonProfile &
  `${string}Ms`)[]

const worldSchema = z.strictObject({
  /** Same seed, same simulation. */
  seed: z.union([z.string(), z.number()]).exactOptional(),
  networks: z.array(networkSchema).exactOptional(),
  photons: z.number().int().min(0).exactOptional(),
  /** How long a Photon takes for each of these, in simulated milliseconds. */
  timings: z.partialRecord(z.enum(TIMINGS), z.number().nonnegative()).exactOptional(),
})

/** What a world file may state; all of it optional. */
export interface World {
  seed?: string | number
  networks?: readonly AirNetwork[]
  photons?: number
  timings?: Partial<PhotonProfile>
}

/**
 * Reads a world from a YAML (or JSON) file.
 *
 * @throws SimulatorOptionError naming the file and the entry that is wrong.
 */
export async function readWorldFile(file: string): Promise<World> {
  const text = await readFile(file, 'utf8').catch(cause => {
    throw new SimulatorOptionError('world', `cannot read the world file ${file}: ${messageOf(cause)}`, {
      cause,
    })
  })
  let data: unknown
  try {
    data = parse(text)
  } catch (cause) {
    throw new SimulatorOptionError('world', `${file} is not YAML: ${messageOf(cause)}`, { cause })
  }
  const result = worldSchema.safeParse(data ?? {})
  if (!result.success) {
    throw new SimulatorOptionError(
      'world',
      `${file} does not describe a world:\n${z.prettifyError(result.error)}`,
    )
  }
  return result.data
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
