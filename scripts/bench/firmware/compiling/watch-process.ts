/** What `simulate --watch` does: a simulated Photon that runs a project, which is watched. */
import { compile } from '@particle-setup/device-os-wasm/compile'
import { createSimulator, watchFirmware } from '@particle-setup/simulator'
import { endWhenReleased, tellParent } from '../../lib/child.ts'
import type { CompileSetting, WatchNews } from './messages.ts'

endWhenReleased()
const { project, cacheDir }: CompileSetting = JSON.parse(process.argv[2] ?? '')
// The watch has no other way to be told.
process.env['PARTICLE_SETUP_CACHE'] = cacheDir

const simulator = await createSimulator({ firmware: await compile(project), claimed: true })
for (const photon of simulator.photons) photon.on('serial', line => tell({ kind: 'line', line }))
await watchFirmware(simulator, project, {
  signal: new AbortController().signal,
  onReady: () => tell({ kind: 'watching' }),
  onFailed(error) {
    console.error(error)
    process.exit(1)
  },
})

function tell(news: WatchNews): void {
  tellParent({ ...news })
}
