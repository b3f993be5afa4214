import express, { Router } from 'express'
import { clockRoutes } from './clock.ts'
import { faultRoutes } from './faults.ts'
import { notFound, sendError, sendOk } from './http.ts'
import { networkRoutes } from './networks.ts'
import { photonRoutes } from './photons.ts'
import type { Simulation } from './simulation.ts'

/** Everything below `/simulator`: look into the simulation and steer it. Needs no credentials. */
export function controlRoutes(simulation: Simulation): Router {
  const routes = Router()
  routes.use(express.json())
  routes.get('/', async (_req, res) => {
    res.json(await simulation.info())
  })
  routes.get('/openapi.json', (_req, res) => {
    res.json(simulation.openApi())
  })
  routes.get('/health', (_req, res) => sendOk(res, { nowMs: simulation.clock.nowMs() }))
  routes.use('/photons', photonRoutes(simulation))
  routes.use('/networks', networkRoutes(simulation))
  routes.use('/clock', clockRoutes(simulation))
  routes.use('/faults', faultRoutes(simulation))
  routes.get('/journal', (req, res) => {
    const { kind } = req.query
    res.json(simulation.journal.entries(typeof kind === 'string' ? kind : undefined))
  })
  routes.delete('/journal', (_req, res) => {
    simulation.journal.clear()
    sendOk(res)
  })
  routes.use(notFound, sendError)
  return routes
}
