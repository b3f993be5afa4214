import type { Clock } from '../../world/clock.ts'
import type { Backplane, Bucket } from '../backplane/index.ts'
import { secrets } from '../secrets.ts'
import { readArchive, writeArchive } from './archive.ts'
import { LibraryError } from './errors.ts'
import type { FolderLibrary } from './folder.ts'
import type { LibraryFiles } from './limits.ts'
import type { LibraryFacts } from './properties.ts'
import { inFolder, notFound, requireNewest, someoneElses } from './refusals.ts'

/** One version of a library. */
export interface LibraryVersion {
  readonly facts: LibraryFacts
  /** Who uploaded it; `null` when it lies in a folder of the cloud's. */
  readonly ownerId: string | null
  readonly isPublic: boolean
  /** Opens the download of a version that is not public. */
  readonly downloadToken: string
  /** Unix milliseconds; 0 for what lies in a folder. */
  readonly createdAtMs: number
}

/** All versions that were uploaded under one name. */
interface Upload {
  readonly ownerId: string
  readonly versions: readonly LibraryVersion[]
}

/** The libraries of this cloud: those in its folders, and those that its users uploaded. Names count in any case. */
export class Libraries {
  private readonly clock: Clock
  private readonly folders: ReadonlyMap<string, FolderLibrary>
  private readonly uploads: Bucket<Upload>
  /** Base64, by name and version. */
  private readonly archives: Bucket<string>
  private readonly downloads: Bucket<number>

  constructor(backplane: Backplane, clock: Clock, folders: readonly FolderLibrary[]) {
    this.clock = clock
    // The first folder wins.
    this.folders = new Map(folders.toReversed().map(library => [keyOf(library.facts.name), library]))
    this.uploads = backplane.bucket('libraries')
    this.archives = backplane.bucket('library-archives')
    this.downloads = backplane.bucket('library-downloads')
  }

  /** The versions of a library that the viewer may see, the oldest first. Empty when there is no such library. */
  async versions(name: string, viewerId?: string): Promise<LibraryVersion[]> {
    const folder = this.folders.get(keyOf(name))
    if (folder !== undefined) return [ofFolder(folder)]
    const upload = await this.uploads.get(keyOf(name))
    return visible(upload, viewerId)
  }

  /** @param version `latest`, or as the library states it. */
  async find(name: string, version = 'latest', viewerId?: string): Promise<LibraryVersion | undefined> {
    const versions = await this.versions(name, viewerId)
    return version === 'latest' ? versions.at(-1) : versions.find(each => each.facts.version === version)
  }

  /** The version that a link to its archive names: one of everybody's, or one whose token the link has. */
  async byLink(
    name: string,
    version: string,
    token: string | undefined,
  ): Promise<LibraryVersion | undefined> {
    const owner = (await this.uploads.get(keyOf(name)))?.ownerId
    const found = await this.find(name, version, owner)
    return found?.isPublic || found?.downloadToken === token ? found : undefined
  }

  /** The latest version of every library that the viewer may see. */
  async list(viewerId: string): Promise<LibraryVersion[]> {
    const uploads = await this.uploads.find(() => true)
    const uploaded = uploads
      .map(upload => visible(upload, viewerId).at(-1))
      .filter(version => version !== undefined && !this.folders.has(keyOf(version.facts.name)))
    const inFolders = [...this.folders.values()].map(ofFolder)
    return [...inFolders, ...uploaded].filter(version => version !== undefined)
  }

  /**
   * A library's files by path relative to it; `undefined` when the viewer sees no such version.
   *
   * @param version `latest`, or as the library states it.
   */
  async filesOf(name: string, version: string, viewerId?: string): Promise<LibraryFiles | undefined> {
    const found = await this.find(name, version, viewerId)
    return found && this.read(found)
  }

  /** The version as a `.tar.gz`. */
  async archiveOf(version: LibraryVersion): Promise<Buffer> {
    return writeArchive(await this.read(version))
  }

  async countDownload(name: string): Promise<void> {
    await this.downloads.update(keyOf(name), count => (count ?? 0) + 1)
  }

  async downloadsOf(name: string): Promise<number> {
    return (await this.downloads.get(keyOf(name))) ?? 0
  }

  /**
   * Adds a version that its owner alone sees. A private version may be uploaded again.
   *
   * @throws LibraryError 403 for a name that is somebody else's, 400 for a version that is not the newest.
   */
  async upload(facts: LibraryFacts, files: LibraryFiles, ownerId: string): Promise<LibraryVersion> {
    const key = keyOf(facts.name)
    if (this.folders.has(key)) throw inFolder(facts.name)
    const archive = (await writeArchive(files)).toString('base64')
    const version: LibraryVersion = {
      facts,
      ownerId,
      isPublic: false,
      downloadToken: secrets.hex(40),
      createdAtMs: this.clock.unixMs(),
    }
    await this.uploads.update(key, known => {
      if (known !== undefined && known.ownerId !== ownerId) throw someoneElses(facts.name)
      const versions = known?.versions ?? []
      requireNewest(facts.version, versions)
      return {
        ownerId,
        versions: [...versions.filter(each => each.facts.version !== facts.version), version],
      }
    })
    await this.archives.put(archiveKey(version), archive)
    return version
  }

  /**
   * Shows the newest private version to everybody.
   *
   * @throws LibraryError 404 when the caller sees no such library, 403 when it is somebody else's, 400 when all of
   *   it is public.
   */
  async publish(name: string, callerId: string): Promise<LibraryVersion> {
    await this.requireOwn(name, callerId)
    const after = await this.uploads.update(keyOf(name), known => {
      const hidden = known?.versions.findLast(each => !each.isPublic)
      if (hidden === undefined)
        throw new LibraryError(400, `Library ${name} has no private version to publish`)
      return (
        known && {
          ...known,
          versions: known.versions.map(each => (each === hidden ? { ...each, isPublic: true } : each)),
        }
      )
    })
    const published = after?.versions.findLast(each => each.isPublic)
    if (published === undefined) throw notFound(name)
    return published
  }

  /**
   * Removes a library with all its versions.
   *
   * @throws LibraryError 404 when the caller sees no such library, 403 when it is somebody else's, 400 when
   *   others may use it already and it is not forced.
   */
  async delete(name: string, callerId: string, { force = false } = {}): Promise<LibraryVersion> {
    const versions = await this.requireOwn(name, callerId)
    if (!force && versions.some(version => version.isPublic)) {
      throw new LibraryError(400, `Library ${name} is public; deleting it takes force`)
    }
    const last = versions.at(-1)
    if (last === undefined) throw notFound(name)
    await this.uploads.delete(keyOf(name))
    await Promise.all(versions.map(version => this.archives.delete(archiveKey(version))))
    await this.downloads.delete(keyOf(name))
    return last
  }

  private async requireOwn(name: string, callerId: string): Promise<LibraryVersion[]> {
    const versions = await this.versions(name, callerId)
    const ownerId = versions.at(-1)?.ownerId
    if (ownerId === undefined) throw notFound(name)
    if (ownerId === null) throw inFolder(name)
    if (ownerId !== callerId) throw someoneElses(name)
    return versions
  }

  private async read(version: LibraryVersion): Promise<LibraryFiles> {
    const folder = this.folders.get(keyOf(version.facts.name))
    if (folder !== undefined) return folder.files()
    const archive = await this.archives.get(archiveKey(version))
    if (archive === undefined) throw notFound(version.facts.name)
    return readArchive(Buffer.from(archive, 'base64'))
  }
}

function visible(upload: Upload | undefined, viewerId: string | undefined): LibraryVersion[] {
  return (upload?.versions ?? []).filter(version => version.isPublic || version.ownerId === viewerId)
}

function ofFolder({ facts }: FolderLibrary): LibraryVersion {
  return { facts, ownerId: null, isPublic: true, downloadToken: '', createdAtMs: 0 }
}

function keyOf(name: string): string {
  return name.toLowerCase()
}

function archiveKey({ facts }: LibraryVersion): string {
  return `${keyOf(facts.name)}/${facts.version}`
}
