#pragma once

#include "spark_wiring_unavailable.h"

/** There is one thread and nothing interrupts it, so the blocks below are plain blocks. */
inline void noInterrupts() {}
inline void interrupts() {}

#define ATOMIC_BLOCK() if (true)
#define SINGLE_THREADED_BLOCK() if (true)
#define SINGLE_THREADED_SECTION()

template <typename... Arguments>
WIRING_UNAVAILABLE("attachInterrupt()")
bool attachInterrupt(Arguments... arguments);
template <typename... Arguments>
WIRING_UNAVAILABLE("detachInterrupt()")
bool detachInterrupt(Arguments... arguments);
