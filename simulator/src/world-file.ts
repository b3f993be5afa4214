import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { SimulatorOptionError } from './errors.ts'
import { networkSchema } from './network-schema.ts'
import { PHOTON_2_3_1, type PhotonProfile } from './photon/index.ts'
import type { AirNetwork } from './world/index.ts'

/** A Photon's times, by the names they have in its profile. */
const TIMINGS = Object.keys(PHOTON_2_3_1).filter(name => name.endsWith('Ms')) as (keyof PhotonProfile &
  `${string}Ms`)[]

const worldSchema = z.strictObject({
  /** Same seed, same simulation. */
  seed: z.union([z.string(), z.number()]).exactOptional(),
  networks: z.array(networkSchema).exactOptional(),
  photons: z.number().int().min(0).exactOptional(),
  /** Device OS 0.4.7 to 0.6.3, or 0.7.0 to 3.3.1. */
  generation: z.enum(['gen-a', 'gen-b']).exactOptional(),
  /** How long a Photon takes for each of these, in simulated milliseconds. */
  timings: z.partialRecord(z.enum(TIMINGS), z.number().nonnegative()).exactOptional(),
})

/** What a world file may state; all of it optional. */
export interface World {
  seed?: string | number
  networks?: readonly AirNetwork[]
  photons?: number
  generation?: PhotonProfile['generation']
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
  // Most simulations name no file, and start sooner without a parser.
  const { parse } = await import('yaml')
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
