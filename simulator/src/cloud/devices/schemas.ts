import { VARIABLE_TYPES, type VariableType } from '@particle-setup/protocol/device'
import { z } from 'zod'
import { buildFields } from '../binaries/schemas.ts'
import { switchField, timestamp } from '../http/schemas.ts'
import { versionField } from '../products/firmware/schemas.ts'
import { groupNames } from '../products/groups/schemas.ts'

const variableType = z.enum(Object.keys(VARIABLE_TYPES) as VariableType[])

/** A device as lists and details show it. What only a product's device has is optional. */
export const deviceAnswer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  owner: z.string().nullable(),
  last_ip_address: z.string().nullable(),
  last_heard: timestamp.nullable(),
  last_handshake_at: timestamp.nullable(),
  product_id: z.number(),
  online: z.boolean(),
  connected: z.boolean().meta({ description: 'Older name of `online`' }),
  platform_id: z.number(),
  cellular: z.boolean(),
  notes: z.string().nullable(),
  functions: z.array(z.string()).nullable(),
  variables: z.record(z.string(), variableType).nullable(),
  status: z.string(),
  serial_number: z.string().nullable(),
  mobile_secret: z.string().nullable(),
  system_firmware_version: z.string().nullable(),
  current_build_target: z.string().nullable(),
  pinned_build_target: z.string().nullable(),
  default_build_target: z.string().nullable(),
  firmware_updates_enabled: z.boolean(),
  firmware_updates_forced: z.boolean(),
  last_app: z.string().nullable(),
  firmware_product_id: z.number().nullable().optional(),
  firmware_version: z.number().nullable().optional(),
  desired_firmware_version: z.number().nullable().optional(),
  targeted_firmware_release_version: z.number().nullable().optional(),
  groups: z.array(z.string()).optional(),
  development: z.boolean().optional(),
  quarantined: z.boolean().optional(),
  denied: z.boolean().optional(),
})

/** A product by its id or its slug. */
const productField = z.union([z.string().min(1).max(128), z.number()]).transform(String)

/** A device to claim, or a product in which to make one up. */
export const claimBody = z
  .looseObject({
    id: z.string().min(1).optional(),
    request_transfer: switchField
      .optional()
      .meta({ description: 'Ask its owner for a device that is somebody else’s' }),
    product_id: productField.optional().meta({ description: 'Without an id: make a device up in it' }),
  })
  .refine(({ id, product_id }) => id !== undefined || product_id !== undefined, {
    message: 'Give the id of a device to claim, or the product_id of a product to make one up in',
  })

export const claimAnswer = z.union([
  z.object({ user_id: z.string(), id: z.string(), connected: z.boolean(), ok: z.boolean() }),
  z.object({ transfer_id: z.string(), ok: z.boolean() }),
  deviceAnswer,
])

/** One route of many meanings, told apart by what the body holds. */
export const changeBody = z.looseObject({
  name: z.string().min(1).max(128).optional(),
  notes: z.string().max(4096).optional(),
  signal: switchField.optional(),
  development: switchField.optional(),
  product_id: productField.optional().meta({ description: 'The product to move it to; 6 for none' }),
  firmware_updates_forced: switchField.optional(),
  app: z.string().max(64).optional().meta({ description: '`tinker`: flash that' }),
  file_type: z.string().max(64).optional().meta({ description: '`binary`: the upload is a program' }),
  ...buildFields,
  desired_firmware_version: z
    .union([versionField, z.null(), z.literal('null').transform(() => null)])
    .optional()
    .meta({ description: 'The version of its product that it is locked to; null for none' }),
  flash: switchField.optional().meta({ description: 'Update it to that version now' }),
  groups: groupNames.optional().meta({ description: 'All groups of its product that it is to be in' }),
  'groups[]': groupNames.optional().meta({ description: 'The same, in a form' }),
})

export type DeviceChange = z.output<typeof changeBody>

export const changeAnswer = z.looseObject({ id: z.string().optional(), updated_at: timestamp.optional() })

export const pingAnswer = z.object({ online: z.boolean(), ok: z.boolean() })

export const callAnswer = z.object({
  id: z.string(),
  last_app: z.string(),
  connected: z.boolean(),
  return_value: z.number().int(),
  name: z.string().nullable(),
})

export const callBody = z.looseObject({}).meta({
  description: 'The first value is the argument, whatever its key: `args`, `arg`, `params`',
})

export const formatQuery = z.looseObject({
  format: z.string().optional().catch(undefined).meta({ description: '`raw` for the value alone, as text' }),
})

export const variableAnswer = z.object({
  cmd: z.string(),
  name: z.string(),
  result: z.union([z.boolean(), z.number(), z.string()]),
  coreInfo: z.object({
    name: z.string().nullable(),
    deviceID: z.string(),
    connected: z.boolean(),
    last_handshake_at: timestamp.nullable(),
    last_app: z.string(),
    last_heard: timestamp.nullable(),
    product_id: z.number(),
  }),
})

export const provisioningBody = z.looseObject({
  publicKey: z.string().min(1).meta({ description: 'PEM' }),
})
