import type { CloudContext } from '../context.ts'
import { type OwnCall, openRoute, type Route, route, SENT } from '../http/route.ts'
import { contributeLibrary } from './contribute.ts'
import type { LibraryVersion } from './entity.ts'
import { formatLibrary } from './format.ts'
import { selectLibraries } from './library-list.ts'
import { notFound } from './refusals.ts'
import {
  archiveQuery,
  deleteBody,
  listQuery,
  manyLibraries,
  oneLibrary,
  publishBody,
  versionQuery,
  versionsQuery,
} from './schemas.ts'
import { sendArchive } from './send-archive.ts'

/** The catalogue of firmware libraries. */
export function libraryRoutes(cloud: CloudContext): Route[] {
  const { libraries } = cloud
  const onePath = '/v1/libraries/:library'

  const format = ({ req, caller }: Pick<OwnCall, 'req' | 'caller'>, version: LibraryVersion) =>
    formatLibrary(libraries, version, { req, viewerId: caller.account.id })

  return [
    route(
      {
        method: 'get',
        path: '/v1/libraries',
        summary: "List libraries: public ones and the caller's own",
        query: listQuery,
        answer: manyLibraries,
      },
      async call => {
        const versions = await selectLibraries(libraries, call.caller.account.id, call.query)
        return { data: await Promise.all(versions.map(version => format(call, version))) }
      },
    ),
    route(
      {
        method: 'post',
        path: ['/v1/libraries', onePath],
        summary: 'Upload a version of a library, which its owner alone sees at first',
        bodyTypes: ['upload'],
        answer: oneLibrary,
        status: 201,
      },
      async call => {
        const version = await contributeLibrary(libraries, call.files[0], {
          ownerId: call.caller.account.id,
          name: call.params['library'],
        })
        return { data: await format(call, version) }
      },
    ),
    route(
      {
        method: 'get',
        path: onePath,
        summary: 'Show a library',
        query: versionQuery,
        answer: oneLibrary,
      },
      async call => {
        const name = call.params['library'] ?? ''
        const version = await libraries.find(name, call.query.version, call.caller.account.id)
        if (version === undefined) throw notFound(name)
        return { data: await format(call, version) }
      },
    ),
    route(
      {
        method: 'get',
        path: `${onePath}/versions`,
        summary: 'List the versions of a library, the oldest first',
        query: versionsQuery,
        answer: manyLibraries,
      },
      async call => {
        const name = call.params['library'] ?? ''
        const versions = await libraries.versions(name, call.caller.account.id)
        if (versions.length === 0) throw notFound(name)
        const start = (call.query.page - 1) * call.query.limit
        const page = versions.slice(start, start + call.query.limit)
        return { data: await Promise.all(page.map(version => format(call, version))) }
      },
    ),
    openRoute(
      {
        method: 'get',
        path: `${onePath}/archives/:archive`,
        summary: 'Download a version of a library',
        query: archiveQuery,
        answer: 'application/gzip',
      },
      async ({ req, res, params, query }) => {
        await sendArchive(libraries, { req, res, params, token: query.token })
        return SENT
      },
    ),
    route(
      {
        method: 'patch',
        path: onePath,
        summary: 'Show the newest private version of a library to everybody',
        body: publishBody,
        answer: oneLibrary,
      },
      async call => {
        const name = call.params['library'] ?? ''
        return { data: await format(call, await libraries.publish(name, call.caller.account.id)) }
      },
    ),
    route(
      {
        method: 'delete',
        path: onePath,
        summary: 'Delete a library; a public one takes force',
        body: deleteBody,
        answer: oneLibrary,
      },
      async call => {
        const name = call.params['library'] ?? ''
        const { force } = call.body
        return { data: await format(call, await libraries.delete(name, call.caller.account.id, { force })) }
      },
    ),
  ]
}
