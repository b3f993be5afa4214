import type { Router } from 'express'
import { z } from 'zod'
import { PinError, type PinState } from '../photon/index.ts'
import type { FindPhoton } from './find-photon.ts'
import { bodyOf, ControlError, sendOk } from './http.ts'

/** What is held at a pin from outside: a level, as a button does, or a voltage at the converter, as a knob does. */
const driveSchema = z.union(
  [
    z.strictObject({ level: z.union([z.literal(0), z.literal(1)]) }),
    z.strictObject({ value: z.number().int().min(0).max(4_095) }),
  ],
  'give {"level": 0}, {"level": 1}, or a {"value"} of 0 to 4095',
)

/** What an instrument at a Photon's pins shows, and what a hand can hold there. */
export function addPinRoutes(routes: Router, find: FindPhoton): void {
  routes.get('/:photon/pins', (req, res) => {
    res.json(find(req.params.photon).pins.list())
  })
  routes.get('/:photon/pins/:pin', (req, res) => {
    const { pins } = find(req.params.photon)
    res.json(orRefused(() => pins.state(req.params.pin)))
  })
  routes.put('/:photon/pins/:pin', (req, res) => {
    const { pins } = find(req.params.photon)
    const { pin } = req.params
    const before = orRefused(() => pins.state(pin))
    const drive = bodyOf(driveSchema, req.body)
    const after = orRefused((): PinState => {
      if ('level' in drive) pins.digital.set(before.pin, drive.level)
      else pins.analog.set(before.pin, drive.value)
      return pins.state(before.pin)
    })
    sendOk(res, { pin: after })
  })
  routes.delete('/:photon/pins/:pin', (req, res) => {
    const { pins } = find(req.params.photon)
    const { pin } = orRefused(() => pins.state(req.params.pin))
    pins.digital.release(pin)
    pins.analog.release(pin)
    sendOk(res, { pin: pins.state(pin) })
  })
}

function orRefused<T>(step: () => T): T {
  try {
    return step()
  } catch (cause) {
    if (!(cause instanceof PinError)) throw cause
    throw new ControlError(cause.code === 'unknown-pin' ? 404 : 400, cause.message)
  }
}
