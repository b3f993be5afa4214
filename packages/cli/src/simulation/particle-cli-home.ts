import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { SimulatorInfo } from '@particle-setup/simulator'
import type { Io } from '../io.ts'

/** A home folder in which particle-cli finds a simulation instead of Particle's cloud. */
export interface ParticleCliHome extends AsyncDisposable {
  /** For the command: the home folder, and a path on which `particle` is found where a project has it. */
  readonly env: Readonly<Record<string, string>>
}

/**
 * Makes the folder, with particle-cli signed in as the simulation's developer. No environment variable tells
 * particle-cli where its cloud is; it reads that in its home folder (particle-cli 3.43.1, settings.js). The
 * person's own settings stay as they are.
 */
export async function particleCliHome(
  { cloud, user }: SimulatorInfo,
  env: Io['env'],
): Promise<ParticleCliHome> {
  const home = await mkdtemp(join(tmpdir(), 'particle-setup-home-'))
  const settings = { apiUrl: cloud, username: user.username, access_token: user.token }
  await mkdir(join(home, '.particle'))
  await writeFile(join(home, '.particle', 'profile.json'), JSON.stringify({ name: 'particle' }))
  await writeFile(join(home, '.particle', 'particle.config.json'), JSON.stringify(settings), { mode: 0o600 })
  return {
    env: {
      HOME: home,
      USERPROFILE: home,
      // Looks for a newer version of itself otherwise, at Particle's.
      PARTICLE_DISABLE_UPDATE: '1',
      NO_PROXY: [env['NO_PROXY'], new URL(cloud).hostname].filter(Boolean).join(','),
      PATH: [...programFolders(process.cwd()), env['PATH']].filter(Boolean).join(delimiter),
    },
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, maxRetries: 3 }),
  }
}

/** Where npm puts a project's programs: in the folder's own `node_modules`, and in those above. */
function programFolders(folder: string): string[] {
  const above = dirname(folder)
  const own = join(folder, 'node_modules', '.bin')
  return above === folder ? [own] : [own, ...programFolders(above)]
}
