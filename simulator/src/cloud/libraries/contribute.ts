import type { UploadedFile } from '../http/body.ts'
import { readArchive } from './archive.ts'
import type { Libraries, LibraryVersion } from './entity.ts'
import { LibraryError } from './errors.ts'
import { faultsOf, PROPERTIES_FILE, readProperties } from './properties.ts'

/**
 * Takes a library that somebody sends as a `.tar.gz`.
 *
 * @param name that the library has to have, where the request states one.
 * @throws LibraryError 400 that lists all that is wrong with it, or 403 when its name is somebody else's.
 */
export async function contributeLibrary(
  libraries: Libraries,
  upload: UploadedFile | undefined,
  { ownerId, name }: { ownerId: string; name: string | undefined },
): Promise<LibraryVersion> {
  if (upload === undefined) throw new LibraryError(400, 'Send the library as a file, archive.tar.gz')
  const files = await readArchive(upload.buffer)
  const properties = files.get(PROPERTIES_FILE)
  if (properties === undefined) throw new LibraryError(400, `library is missing ${PROPERTIES_FILE}`)

  const facts = readProperties(Buffer.from(properties).toString('utf8'))
  const faults = faultsOf(facts)
  const hasHeader = [...files.keys()].some(path => /^src\/.+\.h(pp|h|\+\+|xx)?$/i.test(path))
  if (!hasHeader) faults.push('main header is missing')
  if (name !== undefined && name.toLowerCase() !== facts.name.toLowerCase()) {
    faults.push(`name is ${facts.name}, not ${name}`)
  }
  if (faults.length > 0) throw new LibraryError(400, ...faults)
  return libraries.upload(facts, files, ownerId)
}
