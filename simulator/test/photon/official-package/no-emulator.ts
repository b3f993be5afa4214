/** Takes the place of `softap-emulator-js`, in which the suite has a Photon to talk to. */
class NoEmulator {
  server(): void {}
}

export { NoEmulator as 'module.exports' }
