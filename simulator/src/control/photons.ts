import { type Response, Router } from 'express'
import { z } from 'zod'
import { type Peripheral, type Photon, pinName, pinNumber } from '../photon/index.ts'
import { addEepromRoutes } from './eeprom.ts'
import { findPhotonIn } from './find-photon.ts'
import { bodyOf, sendOk } from './http.ts'
import { addPinRoutes } from './pins.ts'
import type { Simulation } from './simulation.ts'

const powerSchema = z.strictObject({ on: z.boolean() })

/** Three seconds on SETUP start listening mode. */
const buttonSchema = z.strictObject({ ms: z.number().int().min(1).max(60_000).default(3_000) })

/** The boards: what they are doing, their power switch, their two buttons, and what is at their pins. */
export function photonRoutes(simulation: Simulation): Router {
  const routes = Router()

  const find = findPhotonIn(simulation.photons)
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
  routes.get('/:photon/peripherals', (req, res) => {
    res.json(find(req.params.photon).peripherals.map(describePeripheral))
  })
  addPinRoutes(routes, find)
  addEepromRoutes(routes, find)
  return routes
}

function describePeripheral(peripheral: Peripheral): Record<string, unknown> {
  const { bus, name } = peripheral
  return bus === 'i2c'
    ? { bus, name, address: peripheral.address }
    : { bus, name, selectPin: pinName(pinNumber(peripheral.selectPin)) }
}
