import type { ProvisionProgress } from '@particle-setup/host'
import type { StepPrinter } from './steps.ts'

const DETAILS: Partial<Record<ProvisionProgress['step'], string>> = {
  'join-setup-network': "the Photon's own Wi-Fi network",
  configure: 'the Photon looks for the network itself',
  online: 'joins Wi-Fi, meets the cloud, is claimed',
}

/** Shows the steps of `provision()`. */
export function printProgress(printer: StepPrinter): (progress: ProvisionProgress) => void {
  return progress => {
    const { step, status } = progress
    if (status === 'started') {
      printer.step({ step, status })
      return
    }
    const skipped = status === 'already-done' || status === 'skipped'
    // A step that has nothing to do for anybody is no news.
    if (status === 'skipped') return
    const detail = DETAILS[step]
    printer.step({
      step,
      status: skipped ? 'skipped' : status,
      ms: Math.round(progress.ms),
      ...(detail !== undefined && status === 'done' && { detail }),
    })
  }
}
