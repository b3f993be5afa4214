import { Router } from 'express'
import { networkSchema } from '../network-schema.ts'
import type { AirEntry } from '../world/index.ts'
import { bodyOf, ControlError, sendOk } from './http.ts'
import type { Simulation } from './simulation.ts'

/** The networks in the air: they come and go while Photons look for them. */
export function networkRoutes({ air }: Simulation): Router {
  const routes = Router()
  routes.get('/', (_req, res) => {
    res.json(air.networks().map(formatNetwork))
  })
  routes.post('/', (req, res) => {
    const network = bodyOf(networkSchema, req.body)
    try {
      sendOk(res, { network: formatNetwork(air.add(network)) })
    } catch (cause) {
      throw cause instanceof RangeError ? new ControlError(400, cause.message) : cause
    }
  })
  routes.delete('/:ssid', (req, res) => {
    const removed = air.remove(req.params.ssid)
    if (removed === 0) throw new ControlError(404, `there is no network "${req.params.ssid}" in the air`)
    sendOk(res, { removed })
  })
  return routes
}

/** A name that is not UTF-8 shows its stray bytes as U+FFFD. */
function formatNetwork({ ssid, ...entry }: AirEntry): Record<string, unknown> {
  return { ssid: new TextDecoder().decode(ssid), ...entry }
}
