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

/** Backup memory. Here an ordinary variable: every start of the firmware is one after power loss. */
#define retained
#define retained_system

#define arraySize(array) (sizeof(array) / sizeof((array)[0]))
