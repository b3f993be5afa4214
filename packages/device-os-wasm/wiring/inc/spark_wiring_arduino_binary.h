#pragma once

#include <stdint.h>

// B0 to B11111111, also with leading zeros, as older sketches write bits.

#define DEVICE_OS_BITS_8(digits, value) constexpr uint8_t B##digits = value;
#define DEVICE_OS_BITS_7(digits, value)  \
    constexpr uint8_t B##digits = value; \
    DEVICE_OS_BITS_8(digits##0, (value) * 2) DEVICE_OS_BITS_8(digits##1, (value) * 2 + 1)
#define DEVICE_OS_BITS_6(digits, value)  \
    constexpr uint8_t B##digits = value; \
    DEVICE_OS_BITS_7(digits##0, (value) * 2) DEVICE_OS_BITS_7(digits##1, (value) * 2 + 1)
#define DEVICE_OS_BITS_5(digits, value)  \
    constexpr uint8_t B##digits = value; \
    DEVICE_OS_BITS_6(digits##0, (value) * 2) DEVICE_OS_BITS_6(digits##1, (value) * 2 + 1)
#define DEVICE_OS_BITS_4(digits, value)  \
    constexpr uint8_t B##digits = value; \
    DEVICE_OS_BITS_5(digits##0, (value) * 2) DEVICE_OS_BITS_5(digits##1, (value) * 2 + 1)
#define DEVICE_OS_BITS_3(digits, value)  \
    constexpr uint8_t B##digits = value; \
    DEVICE_OS_BITS_4(digits##0, (value) * 2) DEVICE_OS_BITS_4(digits##1, (value) * 2 + 1)
#define DEVICE_OS_BITS_2(digits, value)  \
    constexpr uint8_t B##digits = value; \
    DEVICE_OS_BITS_3(digits##0, (value) * 2) DEVICE_OS_BITS_3(digits##1, (value) * 2 + 1)
#define DEVICE_OS_BITS_1(digits, value)  \
    constexpr uint8_t B##digits = value; \
    DEVICE_OS_BITS_2(digits##0, (value) * 2) DEVICE_OS_BITS_2(digits##1, (value) * 2 + 1)

DEVICE_OS_BITS_1(0, 0)
DEVICE_OS_BITS_1(1, 1)

#undef DEVICE_OS_BITS_1
#undef DEVICE_OS_BITS_2
#undef DEVICE_OS_BITS_3
#undef DEVICE_OS_BITS_4
#undef DEVICE_OS_BITS_5
#undef DEVICE_OS_BITS_6
#undef DEVICE_OS_BITS_7
#undef DEVICE_OS_BITS_8
