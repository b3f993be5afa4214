export * from './compile/index.ts'
export { DeviceOsError } from './errors.ts'
export * from './run/index.ts'
