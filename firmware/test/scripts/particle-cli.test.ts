import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CloudRecorder } from './cloud-recorder.ts'

const root = join(import.meta.dirname, '../..')
const workspaceFiles = ['test/board.cpp', 'scripts/tool.cpp', 'node_modules/some/native.cpp']

let cloud: CloudRecorder
let room: string

beforeEach(async () => {
  cloud = await CloudRecorder.start()
  room = await mkdtemp(join(tmpdir(), 'particle-cli-'))
  await writeProfile()
  await copyProject()
})

afterEach(async () => {
  await cloud[Symbol.asyncDispose]()
  await rm(room, { recursive: true, force: true })
})

describe('pnpm compile', () => {
  it("sends the project's files, and none of the workspace's, for a Photon with Device OS 2.3.1", async () => {
    await runScript('compile')
    const upload = cloud.requests.find(({ request }) => request === 'POST /v1/binaries')
    expect(upload).toEqual({
      request: 'POST /v1/binaries',
      files: await projectFiles(),
      fields: { platform_id: '6', build_target_version: '2.3.1' },
    })
  })

  it('saves the binary where nothing stood before', async () => {
    await runScript('compile')
    expect(await readFile(join(room, 'project/dist/photon-stream.bin'), 'utf8')).toBe('compiled')
  })
})

describe('pnpm flash DEVICE', () => {
  it('compiles the same files and sends the result to that device', async () => {
    await runScript('flash', 'desk')
    const uploads = cloud.requests.filter(({ files }) => files.length > 0)
    expect(uploads.map(({ request }) => request)).toEqual(['POST /v1/binaries', 'PUT /v1/devices/desk'])
    expect(uploads[0]?.files).toEqual(await projectFiles())
  })
})

/** particle-cli reads its address and token from the home folder, so it gets a home of its own. */
async function writeProfile(): Promise<void> {
  const profile = { apiUrl: cloud.url, access_token: 'token', username: 'dev@particle.test' }
  await mkdir(join(room, 'home/.particle'), { recursive: true })
  await writeFile(join(room, 'home/.particle/particle.config.json'), JSON.stringify(profile))
}

async function copyProject(): Promise<void> {
  for (const name of ['project.properties', 'particle.ignore', 'src', 'lib']) {
    await cp(join(root, name), join(room, 'project', name), { recursive: true })
  }
  for (const file of workspaceFiles) {
    await mkdir(join(room, 'project', dirname(file)), { recursive: true })
    await writeFile(join(room, 'project', file), 'int decoy;\n')
  }
}

async function projectFiles(): Promise<string[]> {
  const sources = await Promise.all(
    ['src', 'lib/PhotonStream/src'].map(folder =>
      readdir(join(root, folder), { recursive: true, withFileTypes: true }),
    ),
  )
  const names = sources.flat().filter(entry => entry.isFile())
  const paths = names.map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
  return ['project.properties', ...paths].sort()
}

/** Runs a script of package.json as pnpm does, against the recorder. */
async function runScript(name: 'compile' | 'flash', ...args: string[]): Promise<void> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const home = join(room, 'home')
  const path = [join(root, 'node_modules/.bin'), dirname(process.execPath), process.env['PATH']]
  await promisify(execFile)([scripts[name], ...args].join(' '), {
    shell: true,
    cwd: join(room, 'project'),
    timeout: 15_000,
    env: { PATH: path.join(delimiter), HOME: home, USERPROFILE: home, PARTICLE_DISABLE_UPDATE: '1' },
  })
}
