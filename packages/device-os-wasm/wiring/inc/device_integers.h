#pragma once

/*
 * Included before everything else. For the compiler of a Photon, arm-none-eabi-gcc with newlib, integers of 32 bits
 * are `long`: there `%lu` fits a uint32_t, and a uint32_t binds to an `unsigned long&`. This libc would make them
 * `int`. The names that keep it from that are those of its bits/alltypes.h.
 */

#define __DEFINED_int32_t
#define __DEFINED_uint32_t

typedef long int32_t;
typedef unsigned long uint32_t;
