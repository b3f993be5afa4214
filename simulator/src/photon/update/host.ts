import { FirmwareFileError } from '@particle-setup/device-os-wasm/compile'
import type { Firmware } from '@particle-setup/device-os-wasm/run'
import { RESET_REASONS } from '../cloud-link/reset-reason.ts'
import type { MainLoop } from '../firmware/main-loop.ts'
import type { BootCause, Hardware } from '../power-cycle.ts'
import type { UpdateHost } from './update.ts'

/** Bit of the system event. Source: Device OS v2.3.1 system/inc/system_event.h. */
const FIRMWARE_UPDATE = 256

interface Parts {
  readonly hardware: Pick<Hardware, 'world' | 'profile' | 'flash' | 'status' | 'programs'>
  /** `undefined` in safe mode. */
  readonly program: () => Firmware | undefined
  readonly mainLoop: () => MainLoop | undefined
  readonly enabled: () => boolean
  readonly restart: (cause: BootCause) => void
}

/** What an update does to a Photon that is switched on. */
export function createUpdateHost({ hardware, program, mainLoop, enabled, restart }: Parts): UpdateHost {
  const { world, profile, flash, status, programs } = hardware
  return {
    clock: world.clock,
    limits: profile,
    enabled,
    begun() {
      status.enter('updating')
      // A system thread leaves the program its own.
      if (program()?.mode.threaded === false) mainLoop()?.pause()
    },
    ended(online) {
      mainLoop()?.resume()
      // Without a session, whatever comes next has a state of its own.
      if (online) status.enter('online')
    },
    tell(parameter) {
      const listener = program()
      listener?.deliverSystemEvent(FIRMWARE_UPDATE, parameter)
      // A program that crashes over it does so in its main loop's sight, with the next turn.
      listener?.process().catch(() => {})
    },
    async open(parts) {
      try {
        return (await world.clock.hold(programs.open(...parts))).wasm
      } catch (error) {
        if (error instanceof FirmwareFileError) return error.flaw
        throw error
      }
    },
    store: bytes => flash.storeProgram(bytes),
    reset: reason => restart({ reason: RESET_REASONS[reason] }),
  }
}
