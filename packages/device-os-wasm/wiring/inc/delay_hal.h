#pragma once

#include "spark_wiring_ticks.h"

/** Waits without background work. Source: Device OS v2.3.1 hal/inc/delay_hal.h. */
void HAL_Delay_Milliseconds(uint32_t ms);
inline void HAL_Delay_Microseconds(uint32_t us) { delayMicroseconds(us); }
