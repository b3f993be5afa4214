import type { Photon, Simulator } from '@particle-setup/simulator'
import { expect, vi } from 'vitest'

/** How fast the simulations of these tests go: joining a network and the cloud takes a tenth of a second. */
export const SPEED = 20

/** The nth Photon of a simulation, from 0. */
export function photonAt({ photons }: Simulator, index: number): Photon {
  const photon = photons[index]
  if (photon === undefined) throw new Error(`there are ${photons.length} Photons`)
  return photon
}

/** Puts a Photon on HomeNet and into the hands of whose token it is, as a setup would have. */
export async function bringOnline(simulator: Simulator, photon: Photon, token: string): Promise<void> {
  const { claim_code = '' } = await post(simulator, '/v1/device_claims', `Bearer ${token}`)
  photon.flash.storeNetwork({
    ssid: new TextEncoder().encode('HomeNet'),
    security: 'wpa2',
    password: new TextEncoder().encode('correct-horse'),
    channel: 1,
  })
  photon.flash.setClaimCode(new TextEncoder().encode(claim_code))
  await photon.reset()
  await vi.waitFor(() => expect([photon.state, photon.flash.claimed]).toEqual(['online', true]), {
    timeout: 10_000,
  })
}

/** Pulls the plug, and waits until the cloud has missed it: nobody tells the cloud. */
export async function takeOffline(simulator: Simulator, photon: Photon, token: string): Promise<void> {
  await photon.powerOff()
  const headers = { authorization: `Bearer ${token}` }
  const isOnline = async (): Promise<boolean> => {
    const answer = await fetch(`${simulator.cloud.url}/v1/devices/${photon.id}`, { headers })
    return Object(await answer.json()).online
  }
  await vi.waitFor(async () => expect(await isOnline()).toBe(false), { timeout: 20_000, interval: 100 })
}

/** The token of a customer who is made for it. */
export async function customerToken(simulator: Simulator, email: string): Promise<string> {
  const { client, product } = simulator.cloud.defaults
  const credentials = Buffer.from(`${client.id}:${client.secret}`).toString('base64')
  const body = new URLSearchParams({ email, no_password: 'true' })
  const made = await post(simulator, `/v1/products/${product.slug}/customers`, `Basic ${credentials}`, body)
  return made['access_token'] ?? ''
}

async function post(
  { cloud }: Simulator,
  path: string,
  authorization: string,
  body?: URLSearchParams,
): Promise<Record<string, string>> {
  const answer = await fetch(cloud.url + path, {
    method: 'POST',
    headers: { authorization },
    ...(body && { body }),
  })
  return Object(await answer.json())
}
