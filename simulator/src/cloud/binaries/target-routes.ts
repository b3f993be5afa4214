import type { z } from 'zod'
import type { CloudContext } from '../context.ts'
import { ApiError } from '../http/errors.ts'
import { type Route, route } from '../http/route.ts'
import { buildTargetsAnswer, deviceOsAnswer, deviceOsListAnswer, deviceOsQuery } from './schemas.ts'
import { DEVICE_OS, PLATFORM } from './targets.ts'

const ONLY_VERSION: z.input<typeof deviceOsAnswer> = {
  version: DEVICE_OS.version,
  release_state: DEVICE_OS.releaseState,
  internal_version: DEVICE_OS.internalVersion,
  supported_platforms: [PLATFORM.id],
  modules: [],
}

/** What programs can be compiled against. */
export function targetRoutes(_cloud: CloudContext): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/build_targets',
        summary: 'List the Device OS versions to compile against',
        answer: buildTargetsAnswer,
      },
      async () => ({
        targets: [
          {
            platforms: [PLATFORM.id],
            prereleases: [],
            firmware_vendor: 'Particle',
            version: DEVICE_OS.version,
          },
        ],
        platforms: { [PLATFORM.name]: PLATFORM.id },
        default_versions: { [PLATFORM.id]: DEVICE_OS.version },
      }),
    ),
    route(
      {
        method: 'get',
        path: '/v1/device-os/versions',
        summary: 'List the Device OS versions of a platform',
        query: deviceOsQuery,
        answer: deviceOsListAnswer,
      },
      async ({ query }) => ({ versions: matches(query) ? [ONLY_VERSION] : [] }),
    ),
    route(
      {
        method: 'get',
        path: '/v1/device-os/versions/:version',
        summary: 'Show a Device OS version, by number or as `latest`',
        query: deviceOsQuery,
        answer: deviceOsAnswer,
      },
      async ({ params, query }) => {
        const version = params['version'] ?? ''
        const known = [DEVICE_OS.version, String(DEVICE_OS.internalVersion), 'latest'].includes(version)
        if (!known || !matches(query)) throw new ApiError(404, `Device OS version ${version} not found`)
        return ONLY_VERSION
      },
    ),
  ]
}

function matches({ platform_id, internal_version }: z.output<typeof deviceOsQuery>): boolean {
  return (
    (platform_id ?? PLATFORM.id) === PLATFORM.id &&
    (internal_version ?? DEVICE_OS.internalVersion) === DEVICE_OS.internalVersion
  )
}
