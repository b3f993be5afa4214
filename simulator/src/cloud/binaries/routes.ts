import type { CloudContext } from '../context.ts'
import { ApiError } from '../http/errors.ts'
import { type Route, route, SENT } from '../http/route.ts'
import { timestampOf } from '../http/timestamp.ts'
import { leaving } from './leaving.ts'
import { compileAnswer, compileBody } from './schemas.ts'
import { sizeInfo } from './size-info.ts'
import { sourceFiles } from './upload.ts'

/** Clients compare this sentence. */
const COMPILE_FAILED = 'Compiler timed out or encountered an error'

/** Programs compiled from what is sent: `particle compile`. */
export function binaryRoutes(cloud: CloudContext): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/v1/binaries',
        summary: 'Compile sources; each part with a file name is one, whatever the part is called',
        bodyTypes: ['upload', 'json', 'form'],
        body: compileBody,
        // Also when it does not compile: particle-cli 3.43 takes a 400 for a missing login.
        answer: compileAnswer,
      },
      async ({ caller: { account }, body, files, res }) => {
        if (files.length === 0) throw new ApiError(422, 'No sources: send them as multipart/form-data')
        const compilation = await cloud.compiler.compile(
          {
            files: sourceFiles(files),
            ownerId: account.id,
            libraries: cloud.libraries,
            platformId: body.platform_id,
            targetVersion: body.build_target_version,
          },
          leaving(res),
        )
        if (!compilation.ok) {
          return { ok: false, output: COMPILE_FAILED, stdout: '', errors: [compilation.text] }
        }
        const { firmware, targetVersion } = compilation
        const binary = await cloud.binaries.add(firmware.wasm, { ownerId: account.id, targetVersion })
        return {
          ok: true,
          binary_id: binary.id,
          binary_url: `/v1/binaries/${binary.id}`,
          build_target_version: targetVersion,
          expires_at: timestampOf(binary.expiresUnixMs),
          sizeInfo: sizeInfo(firmware.size),
        }
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/binaries/:binary',
        summary: 'Download what was compiled',
        answer: 'application/binary',
      },
      async ({ caller: { account }, params, res }) => {
        const bytes = await cloud.binaries.bytes(params['binary'] ?? '', account.id)
        if (bytes === undefined)
          throw new ApiError(404, 'Binary not found: it may have expired; compile again')
        res
          .status(200)
          .set({
            'Content-Type': 'application/binary',
            'Content-Disposition': 'attachment; filename=firmware.bin',
          })
          .send(Buffer.from(bytes))
        return SENT
      },
    ),
  ]
}
