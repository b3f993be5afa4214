import { variableAnswerSchema } from '@particle-setup/protocol/cloud'
import { requestCloud } from '../cloud/request.ts'
import { cloudAddressOf, type DeviceOptions, devicePath } from './options.ts'

/** For a device that is offline the cloud answers after about 30 s. */
const VARIABLE_TIMEOUT_MS = 35_000

export interface GetVariableArgument extends DeviceOptions {
  /** The variable's name as the firmware registered it. */
  name: string
}

/**
 * Reads a variable of a device (`GET /v1/devices/ID/NAME`). Repeated on a passing failure. Default limit 35 s.
 *
 * @returns a number, string or boolean, as the firmware declared it.
 * @throws CloudError `variable-not-found`, `device-offline`, `permission-denied` and others; CloudUnreachable; TimedOut.
 */
export async function getVariable(argument: GetVariableArgument): Promise<unknown> {
  const answer = await requestCloud(
    cloudAddressOf(argument),
    {
      method: 'GET',
      path: devicePath(argument.deviceId, ['name', argument.name]),
      credentials: { bearer: argument.token },
      answer: variableAnswerSchema,
      repeatable: true,
      timeoutMs: VARIABLE_TIMEOUT_MS,
    },
    argument,
  )
  return answer.result
}
