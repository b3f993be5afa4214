import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../../lib/workspace.ts'

/** What of the project a compiler reads. */
const PARTS = ['src', 'lib', 'project.properties', 'particle.ignore']

const CHANGED = join('src', 'photon-stream.cpp')

const SETUP = 'void setup() {\n'

/** A copy of this repository's firmware to change, with caches of its own. */
export interface ProjectCopy extends AsyncDisposable {
  readonly project: string
  cacheDir(name: string): string
  /** Changes one of its sources, each time differently, and saves it. @returns what the program says once it starts. */
  save(): Promise<string>
}

export async function copyProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'particle-setup-bench-'))
  const project = join(folder, 'firmware')
  for (const part of PARTS) await cp(join(ROOT, 'firmware', part), join(project, part), { recursive: true })
  const path = join(project, CHANGED)
  const source = await readFile(path, 'utf8')
  if (!source.includes(SETUP)) throw new Error(`${CHANGED} has no setup() to change`)
  let changes = 0
  return {
    project,
    cacheDir: name => join(folder, name),
    async save() {
      const said = `change ${++changes}`
      await writeFile(
        path,
        source.replace(SETUP, `${SETUP}    Serial.begin(9600);\n    Serial.println("${said}");\n`),
      )
      return said
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
