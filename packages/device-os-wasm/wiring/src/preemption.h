#pragma once

#include <stdint.h>

/**
 * Takes the processor back from an application that does not return.
 *
 * The compiler puts a call to the guard on every edge of the application's control flow. Every 100,000 edges
 * the application is suspended for a moment, so that an endless loop neither blocks the process nor escapes stop().
 */
namespace device_os::preemption {

/** The application came to a place where it gives way by itself. */
void renew();

/** Counts work that the runtime does for the application, in edges. */
void charge(int32_t edges);

}  // namespace device_os::preemption
