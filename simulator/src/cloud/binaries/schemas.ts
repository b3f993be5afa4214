import { z } from 'zod'
import { timestamp } from '../http/schemas.ts'

/** Fields beside the sources, in any upload that may be compiled. */
export const buildFields = {
  build_target_version: z.string().max(64).optional().meta({ description: 'Device OS version; or `latest`' }),
  latest: z.unknown().optional().meta({ description: 'The newest Device OS, as without any version' }),
}

export const compileBody = z.looseObject({
  platform_id: z.coerce.number().int().min(0).max(0xffff).optional().meta({ description: 'Default: 6' }),
  ...buildFields,
})

const compiled = z.object({
  ok: z.boolean(),
  binary_id: z.string(),
  binary_url: z.string(),
  build_target_version: z.string(),
  expires_at: timestamp,
  sizeInfo: z.string().meta({ description: 'As `arm-none-eabi-size` prints it' }),
})

/** Clients compare `output`, and print the first of `errors`. */
const notCompiled = z.object({
  ok: z.boolean(),
  output: z.string(),
  stdout: z.string(),
  errors: z.array(z.string()),
})

export const compileAnswer = z.union([compiled, notCompiled])

export const buildTargetsAnswer = z.object({
  targets: z.array(
    z.object({
      platforms: z.array(z.number()),
      prereleases: z.array(z.number()),
      firmware_vendor: z.string(),
      version: z.string(),
    }),
  ),
  platforms: z.record(z.string(), z.number()),
  default_versions: z.record(z.string(), z.string()),
})

export const deviceOsQuery = z.looseObject({
  platform_id: z.coerce.number().int().optional().catch(undefined),
  internal_version: z.coerce.number().int().optional().catch(undefined),
})

export const deviceOsAnswer = z.object({
  version: z.string(),
  release_state: z.string(),
  internal_version: z.number(),
  supported_platforms: z.array(z.number()),
  modules: z.array(z.looseObject({})).meta({ description: 'What can be downloaded: nothing' }),
})

export const deviceOsListAnswer = z.object({ versions: z.array(deviceOsAnswer) })
