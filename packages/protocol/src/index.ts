export * as cloud from './cloud/index.ts'
export * as device from './device/index.ts'
export * as softap from './softap/index.ts'
