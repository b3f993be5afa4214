/** The suite means to serve the emulator at a fixed port; a Photon is there already. */
const net = {
  createServer: () => ({ listen: (_port: number, _host: string, ready: () => void): void => ready() }),
}

export { net as 'module.exports' }
