import { z } from 'zod'
import type { CloudSettings } from './cloud/settings.ts'
import { SimulatorOptionError } from './errors.ts'
import type { SimulatorOptions } from './options.ts'

/** The cloud's settings, as far as they can be told at a glance. */
const cloudSchema = z.strictObject({
  claimCodeLifetimeMs: z.number().positive().optional(),
  trustOnFirstUse: z.boolean().optional(),
  streamBufferBytes: z.number().int().positive().optional(),
  rateLimits: z.boolean().optional(),
  webhookHosts: z.enum(['loopback', 'any']).optional(),
  libraryDirs: z.array(z.string().min(1)).readonly().optional(),
} satisfies Record<keyof CloudSettings, z.ZodType>)

const port = z.number().int().min(0).max(65_535).optional()

/** What can be told at a glance; files, worlds and firmware are looked at when they are read. */
const optionsSchema = z.strictObject({
  photons: z.number().int().min(0).optional(),
  claimed: z.boolean().optional(),
  firmware: z.unknown().optional(),
  clock: z.enum(['real', 'virtual']).optional(),
  speed: z.number().positive().optional(),
  seed: z.union([z.string(), z.number()]).optional(),
  world: z.unknown().optional(),
  networks: z.array(z.unknown()).optional(),
  profile: z.record(z.string(), z.unknown()).optional(),
  sockets: z.enum(['none', 'loopback']).optional(),
  cloud: cloudSchema.optional(),
  stateDir: z.string().min(1).optional(),
  host: z.string().min(1).optional(),
  port,
  softap: z.strictObject({ httpPort: port, tcpPort: port }).optional(),
  signal: z.unknown().optional(),
  onWarning: z.unknown().optional(),
  onProgress: z.unknown().optional(),
} satisfies Record<keyof SimulatorOptions, z.ZodType>)

/** @throws SimulatorOptionError naming each option that is unknown or out of bounds. */
export function checkOptions(options: SimulatorOptions): void {
  const result = optionsSchema.safeParse(options)
  if (result.success) return
  const [issue] = result.error.issues
  const name = String(issue?.path[0] ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : 'options'))
  throw new SimulatorOptionError(
    name,
    `createSimulator was given what it cannot use:\n${z.prettifyError(result.error)}`,
  )
}
