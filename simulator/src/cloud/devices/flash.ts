import { FirmwareFileError, loadFirmware } from '@particle-setup/device-os-wasm/compile'
import type { z } from 'zod'
import { readArmModule } from '../binaries/arm-module.ts'
import { areSources, isModule, sourceFiles } from '../binaries/upload.ts'
import type { CloudContext } from '../context.ts'
import type { UploadedFile } from '../http/body.ts'
import { ApiError, ErrorListError } from '../http/errors.ts'
import { secrets } from '../secrets.ts'
import { flashDevice } from '../sessions/flash.ts'
import type { Account } from '../users/accounts.ts'
import type { Device } from './entity.ts'
import type { changeAnswer, DeviceChange } from './schemas.ts'

type Answer = z.input<typeof changeAnswer>

export interface FlashRequest {
  readonly device: Device
  readonly account: Account
  readonly body: DeviceChange
  readonly files: readonly UploadedFile[]
  /** Aborts when nobody waits for the answer. */
  readonly signal: AbortSignal
}

/** Clients compare this sentence. */
const NOT_BUILT = "build didn't produce binary"

/**
 * Flashes what was uploaded, by what it is and not by how it is called: a program as it is, sources once they are
 * compiled. Answers are as recorded, for each of them another one.
 *
 * @throws ApiError 415 for what this cloud's devices cannot run, ErrorListError when the device does not take it.
 */
export async function flashUpload(cloud: CloudContext, request: FlashRequest): Promise<Answer> {
  const { device, account, body, files, signal } = request
  if (body['file_type'] === 'binary' || !areSources(files)) {
    const file = files.find(each => isModule(each.buffer)) ?? files[0]
    if (file === undefined) throw new ApiError(422, 'Nothing to flash: no file was sent')
    await flashBytes(cloud, device.id, await programIn(cloud, file))
    return { id: device.id, status: 'Update started' }
  }
  const compilation = await cloud.compiler.compile(
    {
      files: sourceFiles(files),
      ownerId: account.id,
      libraries: cloud.libraries,
      platformId: device.platformId,
      targetVersion: body.build_target_version,
    },
    signal,
  )
  if (!compilation.ok) return { ok: false, output: NOT_BUILT, stdout: '', errors: [compilation.text] }
  await flashBytes(cloud, device.id, compilation.firmware.wasm)
  return { ok: true, message: 'Update started' }
}

/** Flashes an app that the cloud knows by name: `app: "tinker"`. */
export async function flashApp(cloud: CloudContext, device: Device, app: string): Promise<Answer> {
  if (app !== 'tinker') throw new ApiError(404, `Unknown app ${app}: tinker is the only one`)
  await flashBytes(cloud, device.id, await tinker(cloud))
  return { id: device.id, status: 'Update started' }
}

/** The program to run for a file that is one. */
async function programIn(cloud: CloudContext, { originalname, buffer }: UploadedFile): Promise<Uint8Array> {
  const arm = readArmModule(buffer)
  if (arm?.isTinker) return tinker(cloud)
  const name = originalname.split(/[\\/]/).at(-1)
  if (arm !== undefined) {
    throw new ApiError(
      415,
      `${name} is an ARM image (${arm.function} for platform ${arm.platformId}), and this device runs ` +
        'WebAssembly. Flash its sources instead, such as: particle flash DEVICE FOLDER',
    )
  }
  try {
    return (await cloud.clock.hold(loadFirmware(buffer))).wasm
  } catch (error) {
    if (!(error instanceof FirmwareFileError)) throw error
    throw new ApiError(415, `${name} cannot be flashed. ${error.message}`, { cause: error })
  }
}

function tinker({ clock, knownApps }: CloudContext): Promise<Uint8Array> {
  if (knownApps.tinker !== undefined) return clock.hold(knownApps.tinker())
  throw new ApiError(404, 'Tinker is not available: this cloud was started without it')
}

async function flashBytes(cloud: CloudContext, deviceId: string, bytes: Uint8Array): Promise<void> {
  const holder = `flash/${deviceId}/${secrets.hex(16)}`
  const imageId = await cloud.images.hold(bytes, holder)
  // Once the update has begun, the session has the bytes.
  const reply = await flashDevice(cloud, deviceId, imageId).finally(() => cloud.images.drop(imageId, holder))
  if (reply.type === 'started') return
  if (reply.type === 'refused') throw new ErrorListError(409, reply.reason, { withCode: true })
  throw new ErrorListError(500, 'Request Timed Out', { withCode: true })
}
