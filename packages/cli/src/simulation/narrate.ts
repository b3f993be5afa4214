import type { Photon, Simulator } from '@particle-setup/simulator'
import type { Io } from '../io.ts'
import { paint } from '../output/paint.ts'

/** Above this many Photons only what went wrong is told. */
const MOST_FOLLOWED = 10

/** Tells a person what the Photons do: states, what the firmware prints, crashes, trouble. */
export function narrate(io: Io, simulator: Simulator): void {
  const { clock, photons } = simulator
  const tell = (photon: Photon, text: string): void => {
    // That everything is switched off at the end is no news.
    if (io.signal.aborted) return
    const at = paint(io, 'dim', `${(clock.nowMs() / 1000).toFixed(1)} s`.padStart(9))
    io.out(`${at}  ${paint(io, 'bold', photon.ssid)}  ${text}`)
  }
  for (const photon of photons) {
    photon.on('panic', error => tell(photon, paint(io, 'red', error.message)))
    photon.on('problem', error => tell(photon, paint(io, 'yellow', error.message)))
    if (photons.length > MOST_FOLLOWED) continue
    photon.on('state', ({ to }) => tell(photon, `${to}  ${paint(io, 'dim', ledText(photon))}`))
    photon.on('serial', line => tell(photon, `serial: ${line}`))
  }
}

function ledText({ led }: Photon): string {
  return led.pattern === 'off' ? 'LED off' : `LED ${led.color}, ${led.pattern}`
}
