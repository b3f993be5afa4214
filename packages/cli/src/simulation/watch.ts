import { InvalidInput } from '@particle-setup/host/errors'
import type { Simulator } from '@particle-setup/simulator'
import type { Io } from '../io.ts'
import { paint } from '../output/paint.ts'

/**
 * Has the Photons run what a person saves in the project, until a signal ends it.
 *
 * @throws InvalidInput when there is no project's folder to watch.
 */
export async function watchProject(
  io: Io,
  simulator: Simulator,
  firmware: string | undefined,
): Promise<void> {
  const { projectAtHand, watchFirmware } = await import('@particle-setup/simulator')
  const folder = firmware ?? projectAtHand()
  if (folder === undefined || folder.endsWith('.wasm')) {
    throw new InvalidInput('watch', '--watch: name the folder of a Particle project with --firmware')
  }
  const { photons } = simulator
  const whose = photons.length === 1 ? 'the Photon runs it' : `${photons.length} Photons run it`
  await watchFirmware(simulator, folder, {
    signal: io.signal,
    onReady: () => io.err(`watching ${folder}: save a file, and ${whose}`),
    onChange: file => io.status(`${file} was saved, compiling …`),
    onLoaded({ warnings }, elapsedMs) {
      for (const { file, line, column, message } of warnings) {
        io.err(`warning: ${file}:${line}:${column}: ${message}`)
      }
      io.err(paint(io, 'green', `compiled, and ${whose} (${(elapsedMs / 1000).toFixed(1)} s)`))
    },
    onFailed(error) {
      io.err(paint(io, 'red', error instanceof Error ? error.message : String(error)))
    },
  })
}
