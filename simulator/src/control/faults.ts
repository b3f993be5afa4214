import { Router } from 'express'
import { z } from 'zod'
import { bodyOf, sendOk } from './http.ts'
import type { Simulation } from './simulation.ts'

const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cloud-unreachable'), deviceId: z.string().exactOptional() }),
  z.strictObject({
    kind: z.literal('wifi-gone'),
    deviceId: z.string().exactOptional(),
    ssid: z.string().exactOptional(),
  }),
])

/** Makes things go wrong, and right again. */
export function faultRoutes({ faults }: Simulation): Router {
  const routes = Router()
  const list = () => faults.list().map(({ kind, target }) => ({ kind, ...target }))
  routes.get('/', (_req, res) => {
    res.json(list())
  })
  routes.post('/', (req, res) => {
    const { kind, ...target } = bodyOf(faultSchema, req.body)
    faults.add(kind, target)
    sendOk(res, { faults: list() })
  })
  routes.delete('/', (_req, res) => {
    faults.clear()
    sendOk(res)
  })
  return routes
}
