import { Router } from 'express'
import { z } from 'zod'
import type { Clock, VirtualClock } from '../world/index.ts'
import { bodyOf, ControlError, sendOk } from './http.ts'
import type { Simulation } from './simulation.ts'

const DAY_MS = 86_400_000

const advanceSchema = z.strictObject({
  ms: z
    .number()
    .min(0)
    .max(365 * DAY_MS),
})

/** Reads the simulation's time and, where it is virtual, moves it. */
export function clockRoutes({ clock }: Simulation): Router {
  const routes = Router()
  const state = () => ({
    kind: isVirtual(clock) ? 'virtual' : 'real',
    nowMs: clock.nowMs(),
    unixMs: clock.unixMs(),
  })
  routes.get('/', (_req, res) => {
    res.json(state())
  })
  routes.post('/advance', async (req, res) => {
    const { ms } = bodyOf(advanceSchema, req.body)
    if (!isVirtual(clock)) {
      throw new ControlError(
        409,
        "this simulation follows the machine's time; start it with clock: 'virtual' to move it",
      )
    }
    await clock.advance(ms)
    sendOk(res, state())
  })
  return routes
}

function isVirtual(clock: Clock): clock is VirtualClock {
  return 'advance' in clock
}
