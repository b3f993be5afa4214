#pragma once

#include <stdint.h>

/**
 * Milliseconds since power-on; wraps every 49 days, so compare by unsigned difference. `%lu` prints it, since the
 * uint32_t that it is on a device is an unsigned long there.
 */
typedef unsigned long system_tick_t;
