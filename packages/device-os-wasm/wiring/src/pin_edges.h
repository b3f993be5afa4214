#pragma once

#include <stdint.h>

#include "spark_wiring_interrupts.h"

/** Edges at pins, from outside. */
namespace device_os::pinEdges {

bool matches(InterruptMode mode, bool rising);

/** By noInterrupts() or an ATOMIC_BLOCK. */
bool areHandlersHeld();

/** Sees every edge before the handlers do, and keeps it from them by answering true. */
typedef bool (*Watch)(uint16_t pin, bool rising);
void setWatch(Watch watch);

}  // namespace device_os::pinEdges
