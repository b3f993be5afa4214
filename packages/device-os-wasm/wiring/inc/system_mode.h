#pragma once

#include "spark_macros.h"

/** When the application runs, and who connects. Source: Device OS v2.3.1 system/inc/system_mode.h. */
enum System_Mode_TypeDef {
    DEFAULT = 0,
    /** Connects by itself; the application waits for the cloud. */
    AUTOMATIC = 1,
    /** Runs at once; from Particle.connect() on as AUTOMATIC. */
    SEMI_AUTOMATIC = 2,
    /** Runs at once; requests are answered in Particle.process() only. */
    MANUAL = 3,
    SAFE_MODE = 4,
};

struct SystemMode {
    explicit SystemMode(System_Mode_TypeDef mode);
};

namespace spark {
namespace feature {
enum State { DISABLED = 0, ENABLED = 1 };
}
}  // namespace spark

void system_thread_set_state(spark::feature::State state, void* reserved);

/** Runs once, at global scope. */
#define SYSTEM_MODE(mode) static SystemMode PARTICLE_UNIQUE(particle_system_mode_)(mode);

/** ENABLED: setup() and loop() run whether or not the cloud is there. */
#define SYSTEM_THREAD(state) STARTUP(system_thread_set_state(spark::feature::state, nullptr))
