export { createMcp9808, type Mcp9808, type Mcp9808Options } from './mcp9808.ts'
export type { I2cPeripheral, Peripheral, SpiPeripheral } from './peripheral.ts'
export { createRegisterFile, type RegisterFile, type RegisterFileOptions } from './register-file.ts'
export { createSpiLoopback, type SpiLoopback, type SpiLoopbackOptions } from './spi-loopback.ts'
