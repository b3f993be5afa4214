#pragma once

#include <stdint.h>

/** Any 32 bits. Source: Device OS v2.3.1 hal/inc/rng_hal.h. */
extern "C" uint32_t HAL_RNG_GetRandomNumber(void);
