#pragma once

#include <math.h>
#include <stdint.h>

#include "spark_wiring_std.h"

#define LOW (0x0)
#define HIGH (0x1)

#ifndef PI
#define PI 3.1415926535897932384626433832795
#endif
#define HALF_PI 1.5707963267948966192313216916398
#define TWO_PI 6.283185307179586476925286766559
#define DEG_TO_RAD 0.017453292519943295769236907684886
#define RAD_TO_DEG 57.295779513082320876798154814105

#define LSBFIRST 0
#define MSBFIRST 1

#ifndef FALSE
#define FALSE (0)
#endif
#ifndef TRUE
#define TRUE (!FALSE)
#endif

typedef bool boolean;
typedef uint8_t byte;

#define lowByte(value) static_cast<uint8_t>((value) & 0xff)
#define highByte(value) static_cast<uint8_t>((value) >> 8)
#define bitRead(value, bit) (((value) >> (bit)) & 0x01)
#define bitSet(value, bit) ((value) |= (1UL << (bit)))
#define bitClear(value, bit) ((value) &= ~(1UL << (bit)))
#define bitWrite(value, bit, bitvalue) ((bitvalue) ? bitSet(value, bit) : bitClear(value, bit))
#define bit(b) (1UL << (b))

template <typename T, typename Low, typename High>
constexpr T constrain(T value, Low low, High high) {
    return value < static_cast<T>(low) ? static_cast<T>(low)
                                       : value > static_cast<T>(high) ? static_cast<T>(high) : value;
}

template <typename T>
constexpr T sq(T value) {
    return value * value;
}

constexpr double radians(double degrees) {
    return degrees * DEG_TO_RAD;
}

constexpr double degrees(double radians) {
    return radians * RAD_TO_DEG;
}

#ifndef min
template <typename A, typename B>
constexpr typename std::decay<decltype(true ? A() : B())>::type min(A a, B b) {
    return a < b ? a : b;
}

template <typename A, typename B>
constexpr typename std::decay<decltype(true ? A() : B())>::type max(A a, B b) {
    return a > b ? a : b;
}
#endif
