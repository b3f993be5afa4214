import { type Response, Router } from 'express'
import { z } from 'zod'
import type { Photon } from '../photon/index.ts'
import { bodyOf, ControlError, sendOk } from './http.ts'
import type { Simulation } from './simulation.ts'

const powerSchema = z.strictObject({ on: z.boolean() })

/** Three seconds on SETUP start listening mode. */
const buttonSchema = z.strictObject({ ms: z.number().int().min(1).max(60_000).default(3_000) })

/** The boards: what they are doing, their power switch and their two buttons. */
export function photonRoutes(simulation: Simulation): Router {
  const routes = Router()

  const find = (key: string): Photon => {
    const photon = simulation.photons.find(one => one.id === key.toLowerCase() || one.ssid === key)
    if (!photon) {
      throw new ControlError(404, `there is no Photon "${key}"; give an id or SSID of GET /simulator/photons`)
    }
    return photon
  }
  const answer = (res: Response, photon: Photon): void => sendOk(res, { photon: photon.snapshot() })

  routes.get('/', (_req, res) => {
    res.json(simulation.photons.map(photon => photon.snapshot()))
  })
  routes.get('/:photon', (req, res) => {
    res.json(find(req.params.photon).snapshot())
  })
  routes.post('/:photon/power', async (req, res) => {
    const photon = find(req.params.photon)
    const { on } = bodyOf(powerSchema, req.body)
    await (on ? photon.powerOn() : photon.powerOff())
    answer(res, photon)
  })
  routes.post('/:photon/reset', async (req, res) => {
    const photon = find(req.params.photon)
    await photon.reset()
    answer(res, photon)
  })
  routes.post('/:photon/setup-button', async (req, res) => {
    const photon = find(req.params.photon)
    await photon.holdSetupButton(bodyOf(buttonSchema, req.body).ms)
    answer(res, photon)
  })
  return routes
}
