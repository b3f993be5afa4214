import type { Firmware } from '@particle-setup/device-os-wasm/run'
import type { CloudToDevice, DeviceToCloud } from '@particle-setup/protocol/device'

type ProgramRequest = Extract<CloudToDevice, { type: 'functionCall' | 'variableRequest' | 'event' }>

/**
 * Hands a request from the cloud to the program and lets it do its background work at once, so that an
 * answer takes no simulated time. A program that ends before it answered stays silent, as on a device.
 */
export async function askProgram(
  firmware: Firmware,
  request: ProgramRequest,
  reply: (message: DeviceToCloud) => void,
): Promise<void> {
  const answered = request.type === 'event' ? undefined : answer(firmware, request)
  if (request.type === 'event') firmware.deliverEvent(request.name, request.data)
  await Promise.allSettled([
    firmware.process(),
    answered?.then(message => {
      if (message !== undefined) reply(message)
    }),
  ])
}

async function answer(
  firmware: Firmware,
  request: Exclude<ProgramRequest, { type: 'event' }>,
): Promise<DeviceToCloud | undefined> {
  const { token, name } = request
  if (request.type === 'variableRequest') {
    return { type: 'variableValue', token, value: await firmware.readVariable(name) }
  }
  // A device acknowledges a function that it does not have and then says nothing, for ever.
  if (!firmware.functions.includes(name)) return undefined
  return { type: 'functionReturn', token, value: await firmware.callFunction(name, request.argument) }
}
