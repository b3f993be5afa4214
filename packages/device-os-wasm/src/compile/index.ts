export { defaultCacheDir } from './cache.ts'
export { keepCompilerReady } from './clang.ts'
export { type CompileOptions, compile, DEFAULT_COMPILE_TIMEOUT_MS } from './compile.ts'
export { type Diagnostic, formatDiagnostics } from './diagnostics.ts'
export {
  CompilerCrashedError,
  CompileTimeoutError,
  FirmwareCompileError,
  FirmwareFileError,
  type FirmwareFlaw,
  FirmwareProjectError,
} from './errors.ts'
export { type CompiledFirmware, loadFirmware } from './firmware-file.ts'
export type { FirmwareProduct, FirmwareSize } from './module-facts.ts'
export { type InMemoryProject, MAX_PROJECT_BYTES, MAX_PROJECT_FILES } from './source-tree.ts'
