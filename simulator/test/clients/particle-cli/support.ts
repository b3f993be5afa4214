import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulator } from '@particle-setup/simulator'
import { vi } from 'vitest'
import { type Command, type CommandOptions, type Output, startCommand } from './command.ts'

// Some tests run half a dozen commands, and a machine that is busy takes seconds for each.
vi.setConfig({ testTimeout: 60_000 })

/** One person's particle-cli, with a home folder of its own. */
export interface ParticleCli extends AsyncDisposable {
  readonly home: string
  start(words: readonly string[], options?: CommandOptions): Command
  /** Runs a command to its end. */
  run(words: readonly string[], options?: CommandOptions): Promise<Output>
}

/** A particle-cli that is pointed at the simulation, and signed in as its developer unless told otherwise. */
export async function particleCli(simulator: Simulator, { signedIn = true } = {}): Promise<ParticleCli> {
  const { url, defaults } = simulator.cloud
  const home = await mkdtemp(join(tmpdir(), 'particle-cli-'))
  const settings = {
    apiUrl: url,
    ...(signedIn && { username: defaults.user.username, access_token: defaults.user.token }),
  }
  await mkdir(join(home, '.particle'))
  await writeFile(join(home, '.particle', 'particle.config.json'), JSON.stringify(settings))
  await writeFile(join(home, '.particle', 'profile.json'), JSON.stringify({ name: 'particle' }))

  const over = new AbortController()
  const commands: Promise<unknown>[] = []
  const start: ParticleCli['start'] = (words, options = {}) => {
    const command = startCommand(home, words, options, over.signal)
    commands.push(command.ended)
    return command
  }
  return {
    home,
    start,
    run: (words, options) => start(words, options).ended,
    async [Symbol.asyncDispose]() {
      over.abort()
      await Promise.allSettled(commands)
      await rm(home, { recursive: true, maxRetries: 3 })
    },
  }
}
