import { z } from 'zod'
import { API_USER_SCOPES } from './scopes.ts'

const role = z.union([
  z.string().min(1).max(64),
  z.object({ id: z.string().max(64).optional(), name: z.string().max(64).optional() }),
])

/** What an API user may do. */
const scopes = z
  .array(
    z.string().refine(scope => API_USER_SCOPES.has(scope), {
      error: issue =>
        `unknown scope ${JSON.stringify(issue.input)}; known are ${[...API_USER_SCOPES].join(', ')}`,
    }),
  )
  .min(1)

const apiUser = {
  friendly_name: z.string().trim().min(1).max(64).optional(),
  scopes: scopes.optional().meta({ description: 'What an API user may do, such as `devices:list`' }),
}

/** Somebody by name, or a program by what it is to do. */
export const inviteBody = z
  .looseObject({ ...apiUser, username: z.string().trim().min(1).max(254).optional(), role: role.optional() })
  .transform(({ username, role: given, friendly_name: friendlyName, scopes: wanted }, context) => {
    if (username !== undefined) return { username: username.toLowerCase(), role: given }
    if (friendlyName !== undefined && wanted !== undefined) return { api: { friendlyName, scopes: wanted } }
    const message = 'give the username of somebody, or friendly_name and scopes of an API user'
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

export const memberChange = z
  .looseObject({ ...apiUser, role: role.optional() })
  .refine(change => change.role ?? change.friendly_name ?? change.scopes, {
    message: 'give a role, or friendly_name and scopes of an API user',
  })

const made = z.object({
  username: z.string(),
  is_programmatic: z.literal(true),
  tokens: z.array(z.object({ token: z.string().meta({ description: 'Is shown this once' }) })),
})

export const inviteAnswer = z.object({
  ok: z.boolean(),
  invited: z.object({ username: z.string() }).optional(),
  created: made.optional(),
})

export const memberAnswer = z.object({
  ok: z.boolean(),
  updated: z.union([made, z.object({ username: z.string(), role })]),
})

export const teamAnswer = z.object({
  ok: z.boolean(),
  team: z.array(
    z.object({
      _id: z.string().optional().meta({ description: 'Absent while the invitation is pending' }),
      username: z.string(),
      role: role.optional(),
      pending: z.literal(true).optional(),
      is_programmatic: z.literal(true).optional(),
      friendly_name: z.string().optional(),
      scopes: z.array(z.string()).optional(),
      product_id: z.number(),
    }),
  ),
})
