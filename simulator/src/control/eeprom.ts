import { EEPROM_BYTES } from '@particle-setup/device-os-wasm/run'
import express, { type Router } from 'express'
import { z } from 'zod'
import type { FindPhoton } from './find-photon.ts'
import { bodyOf, ControlError, sendOk } from './http.ts'

const offsetSchema = z.coerce.number().int().min(0).max(EEPROM_BYTES).default(0)

const rangeSchema = z.strictObject({
  offset: offsetSchema,
  length: z.coerce.number().int().min(0).max(EEPROM_BYTES).exactOptional(),
  as: z.enum(['base64', 'array', 'bytes']).default('base64'),
})

const writeSchema = z.union(
  [
    z.strictObject({ offset: offsetSchema, bytes: z.array(z.number().int().min(0).max(255)) }),
    z.strictObject({ offset: offsetSchema, base64: z.base64() }),
  ],
  'give {"bytes": [0 to 255, …]} or {"base64"}, and with either an "offset"',
)

/** A Photon's EEPROM, as the program has it before it right now. */
export function addEepromRoutes(routes: Router, find: FindPhoton): void {
  routes.get('/:photon/eeprom', (req, res) => {
    const { eeprom } = find(req.params.photon).flash
    const { offset, length = EEPROM_BYTES - offset, as } = bodyOf(rangeSchema, req.query)
    assertFits(offset, length)
    const bytes = Buffer.from(eeprom.subarray(offset, offset + length))
    if (as === 'bytes') res.type('application/octet-stream').send(bytes)
    else if (as === 'array') res.json({ offset, length, bytes: [...bytes] })
    else res.json({ offset, length, base64: bytes.toString('base64') })
  })
  routes.put(
    '/:photon/eeprom',
    express.raw({ type: 'application/octet-stream', limit: EEPROM_BYTES }),
    (req, res) => {
      const { flash } = find(req.params.photon)
      const { offset, bytes } = toWrite(req.body, req.query)
      assertFits(offset, bytes.length)
      flash.eeprom.set(bytes, offset)
      flash.commitEeprom()
      sendOk(res, { offset, length: bytes.length })
    },
  )
}

/** Raw bytes state their offset in the query, JSON beside them. */
function toWrite(body: unknown, query: unknown): { offset: number; bytes: Uint8Array } {
  if (body instanceof Uint8Array) {
    return { ...bodyOf(z.strictObject({ offset: offsetSchema }), query), bytes: body }
  }
  const stated = bodyOf(writeSchema, body)
  const bytes = 'bytes' in stated ? Uint8Array.from(stated.bytes) : Buffer.from(stated.base64, 'base64')
  return { offset: stated.offset, bytes }
}

function assertFits(offset: number, length: number): void {
  if (offset + length <= EEPROM_BYTES) return
  throw new ControlError(
    400,
    `${length} bytes at ${offset} go past the EEPROM's ${EEPROM_BYTES}; give fewer, or a smaller offset`,
  )
}
