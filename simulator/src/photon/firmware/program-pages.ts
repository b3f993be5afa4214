import type { Firmware } from '@particle-setup/device-os-wasm/run'
import type { PageHandler } from '../softap/index.ts'

/**
 * The program's own pages on the setup network, served in its background work.
 *
 * @returns `undefined` where it has set no handler.
 */
export function programPages(program: Firmware | undefined): PageHandler | undefined {
  if (!program?.servesPages) return undefined
  return async ({ path, body }) => {
    const url = Buffer.from(path, 'latin1').toString('utf8')
    try {
      const [page] = await Promise.all([program.servePage({ url, body }), program.process()])
      const { status, mime, writes } = page
      return { status, mime, headers: Buffer.from(page.headers).toString('latin1'), body: writes }
    } catch (error) {
      // A program that crashed or was stopped takes its connections along; the main loop sees to the rest.
      if (program.state !== 'running') return undefined
      throw error
    }
  }
}
