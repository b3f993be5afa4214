import { CLOUD_LIMITS, functionAnswerSchema } from '@particle-setup/protocol/cloud'
import { requestCloud } from '../cloud/request.ts'
import { cloudAddressOf, type DeviceOptions, devicePath } from './options.ts'

/** The cloud itself waits 10 s for the device. */
const CALL_TIMEOUT_MS = CLOUD_LIMITS.deviceAnswerMs + 5_000

export interface CallFunctionArgument extends DeviceOptions {
  /** The function's name as the firmware registered it. */
  name: string
  /** Default: empty. Device OS 0.8 to 2.x takes 622 bytes. */
  argument?: string | undefined
}

/**
 * Calls a function on a device (`POST /v1/devices/ID/NAME`). Never repeated by itself: it may have run.
 * Default limit 15 s.
 *
 * @returns the function's return value, an int32.
 * @throws CloudError `function-not-found`, `device-offline`, `permission-denied` and others; CloudUnreachable; TimedOut.
 */
export async function callFunction(argument: CallFunctionArgument): Promise<number> {
  const answer = await requestCloud(
    cloudAddressOf(argument),
    {
      method: 'POST',
      path: devicePath(argument.deviceId, ['name', argument.name]),
      credentials: { bearer: argument.token },
      json: { args: argument.argument ?? '' },
      answer: functionAnswerSchema,
      repeatable: false,
      timeoutMs: CALL_TIMEOUT_MS,
    },
    argument,
  )
  return answer.return_value
}

export interface ToggleStreamArgument extends DeviceOptions {
  /** `on`, `off`, or empty to flip. Default: empty. */
  argument?: string | undefined
}

/**
 * Switches the sensor stream of the Photon's firmware by its function `toggleStream`. Default limit 15 s.
 *
 * @returns 1 streaming, 0 stopped, -1 argument not understood.
 * @throws as `callFunction`.
 */
export async function toggleStream(argument: ToggleStreamArgument): Promise<number> {
  return callFunction({ ...argument, name: 'toggleStream' })
}
