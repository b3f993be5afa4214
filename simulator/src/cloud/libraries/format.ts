import type { Request } from 'express'
import type { z } from 'zod'
import { originOf } from '../http/origin.ts'
import type { Libraries, LibraryVersion } from './entity.ts'
import type { libraryAnswer } from './schemas.ts'

/** A version as the viewer sees it, with a link on the address by which this cloud was reached. */
export async function formatLibrary(
  libraries: Libraries,
  version: LibraryVersion,
  { req, viewerId }: { req: Request; viewerId: string },
): Promise<z.input<typeof libraryAnswer>> {
  const { facts, isPublic, ownerId } = version
  return {
    type: 'libraries',
    id: facts.name,
    links: { download: `${originOf(req)}${archivePath(version)}` },
    attributes: {
      name: facts.name,
      version: facts.version,
      installs: await libraries.downloadsOf(facts.name),
      license: facts.license,
      author: facts.author,
      sentence: facts.sentence,
      paragraph: facts.paragraph,
      category: facts.category,
      url: facts.url,
      repository: facts.repository,
      architectures: [...facts.architectures],
      visibility: isPublic ? 'public' : 'private',
      official: false,
      verified: isVerified(version),
      mine: ownerId === viewerId,
    },
  }
}

/** Whoever runs the cloud vouches for what lies in its folders. */
export function isVerified({ ownerId }: LibraryVersion): boolean {
  return ownerId === null
}

function archivePath({ facts, isPublic, downloadToken }: LibraryVersion): string {
  const path = `/v1/libraries/${encodeURIComponent(facts.name)}/archives/${facts.version}.tar.gz`
  return isPublic ? path : `${path}?token=${downloadToken}`
}
