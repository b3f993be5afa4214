import { createHash } from 'node:crypto'
import type { Call } from '../http/route.ts'
import type { Libraries } from './entity.ts'
import { notFound } from './refusals.ts'

/**
 * Answers a request for `:library/archives/:archive`. Who has the link needs no access token: Particle's clients
 * fetch archives without any.
 *
 * @throws LibraryError 404 for a version that there is not, or whose link is another.
 */
export async function sendArchive(
  libraries: Libraries,
  { req, res, params, token }: Pick<Call, 'req' | 'res' | 'params'> & { token: string | undefined },
): Promise<void> {
  const name = params['library'] ?? ''
  const number = /^(\d+\.\d+\.\d+)\.tar\.gz$/.exec(params['archive'] ?? '')?.[1]
  const version = await libraries.byLink(name, number ?? '', token)
  if (version === undefined) throw notFound(name)

  const archive = await libraries.archiveOf(version)
  const etag = `"${createHash('sha256').update(archive).digest('hex').slice(0, 40)}"`
  const fileName = `${version.facts.name}-${version.facts.version}.tar.gz`
  res.set({ ETag: etag, 'Content-Disposition': `attachment; filename="${fileName}"` })
  if (req.fresh) {
    res.status(304).end()
    return
  }
  if (req.method !== 'HEAD') await libraries.countDownload(name)
  res.type('application/gzip').send(archive)
}
