#pragma once

#include <stdint.h>

/** Milliseconds since power-on; wraps every 49 days, so compare by unsigned difference. */
typedef uint32_t system_tick_t;
