import { FirmwareFileError } from '@particle-setup/device-os-wasm/compile'
import type { Firmware } from '@particle-setup/device-os-wasm/run'
import { RESET_REASONS } from '../cloud-link/reset-reason.ts'
import type { MainLoop } from '../firmware/main-loop.ts'
import { SYSTEM_EVENTS } from '../firmware/system-events.ts'
import type { PendingReset } from '../pending-reset.ts'
import type { BootCause, Hardware } from '../power-cycle.ts'
import type { SystemFlags } from '../system-flags.ts'
import type { UpdateHost } from './update.ts'

interface Parts {
  readonly hardware: Pick<Hardware, 'world' | 'profile' | 'flash' | 'status' | 'programs'>
  /** `undefined` in safe mode. */
  readonly program: () => Firmware | undefined
  readonly mainLoop: () => MainLoop | undefined
  readonly flags: SystemFlags
  readonly pendingReset: PendingReset
  readonly restart: (cause: BootCause) => void
}

/** What an update does to a Photon that is switched on. */
export function createUpdateHost(parts: Parts): UpdateHost {
  const { hardware, program, mainLoop, flags, pendingReset, restart } = parts
  const { world, profile, flash, status, programs } = hardware
  return {
    clock: world.clock,
    limits: profile,
    enabled: () => flags.get('updates-enabled') || flags.get('updates-forced'),
    begun() {
      flags.set('updates-pending', false)
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
      void listener?.deliverSystemEvent(SYSTEM_EVENTS.firmwareUpdate, parameter)
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
    apply: (delayMs, held) => pendingReset.ask({ reason: RESET_REASONS.update }, delayMs, held),
    giveUp: () => restart({ reason: RESET_REASONS.updateTimeout }),
  }
}
