/** Bytes of all memory: what a Photon has. It does not grow, so that a leak ends here as it does there. */
const MEMORY = 128 * 1024
/** Bytes. Source: Device OS v2.3.1, APPLICATION_STACK_SIZE of the Photon. */
export const STACK_BYTES = 6 * 1024

/** Where the wiring lies in the compiler's file system. */
export const WIRING_ROOT = '.device-os'
export const PRECOMPILED_HEADER = `${WIRING_ROOT}/Particle.pch`
export const RUNTIME_SOURCE = `${WIRING_ROOT}/runtime.cpp`
export const RUNTIME_OBJECT = `${WIRING_ROOT}/runtime.o`

const TARGET = ['--target=wasm32-wasip1', '-O2']

const LANGUAGE = {
  'c++': ['-std=gnu++17', '-fno-exceptions', '-fno-rtti', '-fno-threadsafe-statics'],
  c: ['-std=gnu11'],
} as const

const DEFINES = [
  '-DPARTICLE',
  '-DSPARK',
  '-DARDUINO=10800',
  '-DPLATFORM_ID=6',
  '-DPLATFORM_NAME=photon',
  '-DSYSTEM_VERSION=0x02030100',
  '-DSYSTEM_VERSION_STRING="2.3.1"',
  // The same source has to give the same bytes on any day.
  '-Wno-builtin-macro-redefined',
  '-D__DATE__="Jan  1 2022"',
  '-D__TIME__="00:00:00"',
  '-D__TIMESTAMP__="Sat Jan  1 00:00:00 2022"',
  '-D_LIBCPP_REMOVE_TRANSITIVE_INCLUDES',
]

/** What a Photon's compiler has built in. */
const INTEGERS = ['-include', `${WIRING_ROOT}/inc/device_integers.h`]

/**
 * Makes every edge of the application's control flow call the guard of wiring/src/preemption.cpp. Not
 * `trace-pc-guard`: for WebAssembly, LLVM 22 puts a static function and its guards into a group by the function's
 * name, of which the linker keeps one only, though another source may have its own function of that name.
 */
const PREEMPTION = ['-fsanitize-coverage=trace-pc,edge,no-prune']

/** A loop that does nothing and never ends stays: C++ lets Clang take it out, and GCC 9 does not for a Photon. */
const ENDLESS_LOOPS = ['-fno-finite-loops']

/**
 * Has the application call wiring/src/undefined_behaviour.cpp instead of using a null pointer, or of running past the
 * end of a function: WebAssembly notices neither. It takes 2 % of code, and no time that can be measured.
 */
const CHECKS = [
  '-fsanitize=null,return,unreachable',
  '-fsanitize-minimal-runtime',
  '-fno-sanitize-recover=null,return,unreachable',
  // Each place keeps its own call, by which it is told.
  '-fno-sanitize-merge=null,return,unreachable',
  ...['-mllvm', '-enable-tail-merge=false'],
]

const COLOURLESS = ['-fno-color-diagnostics', '-fno-caret-diagnostics']

/**
 * Which line code comes from, for the reasons of traps, and the whole names of functions. Version 4 is what
 * debug/ reads; it has to come first, for by itself it means everything that there is to know.
 */
const LINES = ['-gdwarf-4', '-gline-tables-only', '-fdebug-info-for-profiling']

/**
 * What Device OS warns an application of, and no more: sketches are full of parameters that they do not use.
 * Of the last two, GCC knows nothing. Source: Device OS build/module-defaults.mk.
 */
const WARNINGS = ['-Wall', '-Wno-switch', '-Wno-unused-private-field', '-Wno-unused-lambda-capture']

/** Those about formats become errors in build.ts, because not all of them are meant: see diagnostics.ts. */
export const WARNINGS_AS_ERRORS = ['-Werror', '-Wno-error=format']

/** Flags for the application's sources; the precompiled header has to be made with the same. */
export function applicationFlags(language: 'c' | 'c++'): string[] {
  return [
    ...TARGET,
    ...LANGUAGE[language],
    ...DEFINES,
    ...INTEGERS,
    ...PREEMPTION,
    ...ENDLESS_LOOPS,
    ...CHECKS,
    ...LINES,
    ...COLOURLESS,
    ...WARNINGS,
    '-isystem',
    `${WIRING_ROOT}/inc`,
  ]
}

/** Flags for the wiring's own sources: not preempted, for they give way by themselves. */
export function runtimeFlags(): string[] {
  return [
    ...TARGET,
    ...LANGUAGE['c++'],
    ...DEFINES,
    ...INTEGERS,
    ...COLOURLESS,
    ...['-Wall', '-Wextra', '-Wconversion', '-Wshadow', '-Werror'],
    `-I${WIRING_ROOT}/inc`,
  ]
}

export function linkFlags(): string[] {
  return [
    '--target=wasm32-wasip1',
    '-mexec-model=reactor',
    `-Wl,--initial-memory=${MEMORY}`,
    `-Wl,--max-memory=${MEMORY}`,
    // Below the data, so that an overflow traps instead of overwriting it.
    '-Wl,--stack-first',
    `-Wl,-z,stack-size=${STACK_BYTES}`,
    '-Wl,--export=__stack_pointer',
    // Read by heap-size.ts and module-facts.ts.
    '-Wl,--export=particle_heap_bytes',
    '-Wl,--export=__data_end',
    '-Wl,--export-if-defined=__start_retained',
    '-Wl,--export-if-defined=__stop_retained',
    '-Wl,--export-if-defined=particle_product_id',
    '-Wl,--export-if-defined=particle_product_version',
  ]
}
