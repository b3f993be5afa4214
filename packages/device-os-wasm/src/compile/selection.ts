import { posix } from 'node:path'
import type { SourceTree } from './source-tree.ts'

/** What `particle.include` and `particle.ignore` of a project say, in any of its folders. */
export interface Selection {
  /** Files that are no sources, and are wanted all the same: `#include` finds them. */
  readonly included: readonly string[]
  isIgnored(path: string): boolean
}

interface Rule {
  /** Where the file lies that states it, which its globs are relative to. */
  readonly folder: string
  readonly globs: readonly string[]
}

const INCLUDE = 'particle.include'
const IGNORE = 'particle.ignore'

/** Reads the rules by which particle-cli chooses what it sends. Source: particle-cli 3.43.1, src/cmd/cloud.js. */
export async function readSelection(tree: SourceTree, paths: readonly string[]): Promise<Selection> {
  const included = await rules(tree, paths, INCLUDE)
  const ignored = await rules(tree, paths, IGNORE)
  const isIgnored = (path: string) => ignored.some(rule => applies(rule, path))
  return {
    included: paths.filter(path => included.some(rule => applies(rule, path)) && !isIgnored(path)),
    isIgnored,
  }
}

async function rules(tree: SourceTree, paths: readonly string[], name: string): Promise<Rule[]> {
  const stating = paths.filter(path => posix.basename(path) === name)
  return Promise.all(
    stating.map(async path => {
      const lines = ((await tree.text(path)) ?? '').split('\n').map(line => line.trim())
      return {
        folder: posix.dirname(path),
        globs: lines.filter(line => line !== '' && !line.startsWith('#')),
      }
    }),
  )
}

function applies({ folder, globs }: Rule, path: string): boolean {
  const relative = posix.relative(folder, path)
  if (relative.startsWith('..')) return false
  return globs.some(glob => posix.matchesGlob(relative, posix.normalize(glob)))
}
