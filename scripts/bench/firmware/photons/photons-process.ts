/** The whole simulator in a process of its own: that many Photons that begin set up, and their cloud. */
import { join } from 'node:path'
import { compile } from '@particle-setup/device-os-wasm/compile'
import { createSimulator, type Simulator } from '@particle-setup/simulator'
import { ROOT } from '../../../lib/workspace.ts'
import { endWhenReleased, tellParent } from '../../lib/child.ts'
import { residentBytes } from '../../lib/resident.ts'
import type { PhotonsNews, PhotonsOrder } from './messages.ts'

endWhenReleased()
const firmware = await compile(join(ROOT, 'firmware'))
const startedAt = performance.now()
const simulator = await createSimulator({ photons: Number(process.argv[2]), claimed: true, firmware })
const startMs = performance.now() - startedAt
await allOnline(simulator)
const onlineMs = performance.now() - startedAt

process.on('message', (order: PhotonsOrder) => {
  obey(order).catch(error => {
    console.error(error)
    process.exit(1)
  })
})
const { url, defaults } = simulator.cloud
tell({ kind: 'online', port: Number(new URL(url).port), token: defaults.user.token, startMs, onlineMs })

async function obey(order: PhotonsOrder): Promise<void> {
  if (order === 'memory') return tell({ kind: 'memory', rssBytes: await residentBytes() })
  const { user, system } = process.cpuUsage()
  tell({ kind: 'cpu', cpuMs: (user + system) / 1000 })
}

async function allOnline({ photons }: Simulator): Promise<void> {
  await Promise.all(
    photons.map(
      photon =>
        new Promise<void>(resolve => {
          if (photon.state === 'online') return resolve()
          const end = photon.on('state', ({ to }) => {
            if (to !== 'online') return
            end()
            resolve()
          })
        }),
    ),
  )
}

function tell(news: PhotonsNews): void {
  tellParent({ ...news })
}
