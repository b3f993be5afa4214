export { defaultCacheDir } from './cache.ts'
export { type CompileOptions, compile, DEFAULT_COMPILE_TIMEOUT_MS } from './compile.ts'
export type { Diagnostic } from './diagnostics.ts'
export {
  CompilerCrashedError,
  CompileTimeoutError,
  FirmwareCompileError,
  FirmwareFileError,
  FirmwareProjectError,
} from './errors.ts'
export { type CompiledFirmware, loadFirmware } from './firmware-file.ts'
