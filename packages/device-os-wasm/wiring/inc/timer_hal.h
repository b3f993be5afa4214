#pragma once

#include "spark_wiring_ticks.h"

// Source: Device OS v2.3.1 hal/inc/timer_hal.h.

inline system_tick_t HAL_Timer_Get_Milli_Seconds() { return millis(); }
inline system_tick_t HAL_Timer_Get_Micro_Seconds() { return micros(); }
