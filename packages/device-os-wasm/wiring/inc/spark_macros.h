#pragma once

#include "spark_wiring_std.h"

#define PARTICLE_CONCAT_(left, right) left##right
#define PARTICLE_CONCAT(left, right) PARTICLE_CONCAT_(left, right)
#define PARTICLE_UNIQUE(prefix) PARTICLE_CONCAT(prefix, __COUNTER__)

namespace particle {

/** Runs code as a global constructor. */
struct Startup {
    template <typename Code>
    explicit Startup(Code code) {
        code();
    }
};

}  // namespace particle

/** Code that runs before setup(), at global scope. */
#define STARTUP(...) static const particle::Startup PARTICLE_UNIQUE(particle_startup_)([]() { __VA_ARGS__; });

/** Backup memory: keeps its value over a reset, at most 3,068 bytes of it. Linked as one piece; src/retained.cpp. */
#define retained __attribute__((section("retained")))
#define retained_system retained

namespace device_os {

/** The first call puts back what was retained. */
void restoreRetained();

/**
 * In every source, before its other constructors. A call that cannot be run while compiling also keeps LLVM from
 * running those after it then, with the values that retained variables start with.
 */
__attribute__((constructor(101))) static void beforeConstructors() {
    restoreRetained();
}

}  // namespace device_os

#define arraySize(array) (sizeof(array) / sizeof((array)[0]))
