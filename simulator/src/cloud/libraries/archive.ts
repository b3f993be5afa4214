import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { LibraryError } from './errors.ts'
import { LIBRARY_LIMITS, type LibraryFiles } from './limits.ts'
import { libraryPath } from './paths.ts'

/** Few simulations pack or unpack a library, and the cloud starts sooner without what does. */
const loadTar = () => import('tar')

type Tar = Awaited<ReturnType<typeof loadTar>>

const unpackGzip = promisify(gunzip)
const packGzip = promisify(gzip)

/** Of tar: contents begin and end at multiples of it. */
const BLOCK_BYTES = 512

/** Where gzip states the operating system that it was made on; RFC 1952, 2.3. */
const GZIP_SYSTEM_AT = 9
const GZIP_SYSTEM_UNKNOWN = 255

/** Headers and padding come on top of the contents. */
const UNPACKED_BYTES = LIBRARY_LIMITS.bytes + (LIBRARY_LIMITS.files * 4 + 64) * BLOCK_BYTES

/**
 * The files of a `.tar.gz`.
 *
 * @throws LibraryError 400 when it is none, holds more than a library has, or names anything but plain files and
 *   folders below the library.
 */
export async function readArchive(archive: Uint8Array): Promise<LibraryFiles> {
  return readTar(await unzip(archive))
}

async function unzip(archive: Uint8Array): Promise<Buffer> {
  try {
    return await unpackGzip(archive, { maxOutputLength: UNPACKED_BYTES })
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge()
    throw new LibraryError(400, 'The archive is not a .tar.gz')
  }
}

async function readTar(tar: Buffer): Promise<LibraryFiles> {
  const { Parser } = await loadTar()
  const files = new Map<string, Uint8Array>()
  const folders = new Set<string>()
  let bytes = 0
  const take = (path: string, type: string): string | undefined => {
    const isFolder = type === 'Directory' || type === 'GNUDumpDir'
    if (!isFolder && type !== 'File' && type !== 'OldFile') {
      throw new LibraryError(400, `${JSON.stringify(path)} is neither a file nor a folder`)
    }
    if (isFolder && /^(?:\.?\/)*\.?$/.test(path) && !path.startsWith('/')) return undefined
    const plain = libraryPath(isFolder ? path.replace(/\/+$/, '') : path)
    if (plain === undefined) throw new LibraryError(400, `${JSON.stringify(path)} is no path in a library`)
    const parts = plain.split('/')
    for (let i = 1; i < parts.length; i++) folders.add(parts.slice(0, i).join('/'))
    if (isFolder) folders.add(plain)
    else if (files.has(plain)) throw new LibraryError(400, `${JSON.stringify(plain)} is there twice`)
    return isFolder ? undefined : plain
  }

  await new Promise<void>((resolve, reject) => {
    const parser = new Parser({ strict: true })
    parser.on('error', (error: Error) =>
      reject(error instanceof LibraryError ? error : new LibraryError(400, 'The archive is not a .tar.gz')),
    )
    parser.on('end', resolve)
    parser.on('entry', entry => {
      const chunks: Buffer[] = []
      try {
        const path = take(entry.path, entry.type)
        bytes += entry.size
        if (files.size >= LIBRARY_LIMITS.files || bytes > LIBRARY_LIMITS.bytes) throw tooLarge()
        entry.on('data', (chunk: Buffer) => chunks.push(chunk))
        if (path !== undefined) entry.on('end', () => files.set(path, Buffer.concat(chunks)))
      } catch (error) {
        entry.resume()
        reject(error)
      }
    })
    parser.end(tar)
  })
  const clash = [...files.keys()].find(path => folders.has(path))
  if (clash !== undefined) {
    throw new LibraryError(400, `${JSON.stringify(clash)} is a file and a folder at once`)
  }
  return files
}

function tooLarge(): LibraryError {
  const { files, bytes } = LIBRARY_LIMITS
  return new LibraryError(400, `A library has at most ${files} files and ${bytes} bytes`)
}

/** The files as a `.tar.gz`: the same bytes for the same files, whoever packs them and when. */
export async function writeArchive(files: LibraryFiles): Promise<Buffer> {
  const tools = await loadTar()
  const paths = [...files.keys()].sort()
  const blocks = paths.flatMap(path => fileBlocks(tools, path, files.get(path) ?? new Uint8Array()))
  const tar = Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK_BYTES)])
  const archive = await packGzip(tar, { level: 9 })
  archive[GZIP_SYSTEM_AT] = GZIP_SYSTEM_UNKNOWN
  return archive
}

function fileBlocks({ Header, Pax }: Tar, path: string, content: Uint8Array): Uint8Array[] {
  const size = content.length
  const header = new Header({ path, size, type: 'File', mode: 0o644, uid: 0, gid: 0, mtime: new Date(0) })
  header.encode()
  const longName = header.needPax ? [new Pax({ path, size }).encode()] : []
  return [...longName, header.block ?? Buffer.alloc(0), content, padding(size)]
}

function padding(size: number): Uint8Array {
  return Buffer.alloc((BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES)
}
