import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))

type Target = string | { [condition: string]: Target }

/** What a bundler picks of a manifest's conditions: the first that it knows, in the order they are written. */
function pick(target: Target, conditions: readonly string[]): string {
  if (typeof target === 'string') return target
  const condition = Object.keys(target).find(name => name === 'default' || conditions.includes(name))
  const next = condition === undefined ? undefined : target[condition]
  if (next === undefined) throw new Error(`no condition of ${Object.keys(target)} among ${conditions}`)
  return pick(next, conditions)
}

/** Everything that an entry point imports, by its own files and from elsewhere. */
async function importsOf(
  entry: string,
  conditions: readonly string[],
): Promise<{ own: string[]; foreign: string[] }> {
  const own = new Set<string>()
  const foreign = new Set<string>()
  const visit = async (file: string): Promise<void> => {
    if (own.has(file)) return
    own.add(file)
    const source = stripTypeScriptTypes(await readFile(file, 'utf8'))
    const statements = source.matchAll(/^(?:import|export) (?:[^'";()]* from )?'([^']+)'/gm)
    for (const [, name = ''] of statements) {
      if (name.startsWith('.')) await visit(resolve(dirname(file), name))
      else if (name.startsWith('#')) await visit(join(root, pick(manifest.imports[name], conditions)))
      else foreign.add(name)
    }
  }
  await visit(join(root, pick(manifest.exports[entry], conditions)))
  return { own: [...own].map(file => relative(root, file)), foreign: [...foreign].sort() }
}

const SOURCE = '@particle-setup/source'

describe('what an entry point brings along', () => {
  test('client in a browser: forge and XMLHttpRequest, nothing of Node', async () => {
    const { own, foreign } = await importsOf('./client', ['browser', SOURCE])
    expect(own).toContain('src/client/crypto/forge.ts')
    expect(own).toContain('src/client/transport/http-browser.ts')
    expect(own).not.toContain('src/client/transport/tcp.ts')
    expect(foreign).toEqual([
      '@particle-setup/protocol/softap',
      '@particle-setup/protocol/softap/result-codes',
      'node-forge',
    ])
  })

  test('client in Node: node:crypto and node:net, no forge', async () => {
    const { foreign } = await importsOf('./client', [SOURCE])
    expect(foreign).toEqual([
      '@particle-setup/protocol/softap',
      '@particle-setup/protocol/softap/result-codes',
      'node:crypto',
      'node:net',
    ])
  })

  test('streaming: nothing of Node anywhere', async () => {
    const { foreign } = await importsOf('./streaming', ['browser', SOURCE])
    expect(foreign).toEqual([
      '@particle-setup/protocol/cloud',
      '@particle-setup/protocol/device',
      '@particle-setup/protocol/softap/result-codes',
      'eventsource',
    ])
  })

  test('client and streaming hold nothing of the back-end', async () => {
    for (const entry of ['./client', './streaming']) {
      const { own } = await importsOf(entry, [SOURCE])
      expect(own.filter(file => file.startsWith('src/server') || file.startsWith('src/registry'))).toEqual([])
    }
  })

  test('nothing of this monorepo but protocol', async () => {
    const { foreign } = await importsOf('.', [SOURCE])
    const ours = foreign.filter(name => name.startsWith('@particle-setup/'))
    expect(ours.every(name => name.startsWith('@particle-setup/protocol/'))).toBe(true)
  })
})
