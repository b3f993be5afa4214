#pragma once

#include "spark_wiring_std.h"

namespace particle {
namespace chrono_literals {

constexpr std::chrono::microseconds operator""_us(unsigned long long value) {
    return std::chrono::microseconds(value);
}
constexpr std::chrono::milliseconds operator""_ms(unsigned long long value) {
    return std::chrono::milliseconds(value);
}
constexpr std::chrono::seconds operator""_s(unsigned long long value) {
    return std::chrono::seconds(value);
}
constexpr std::chrono::minutes operator""_min(unsigned long long value) {
    return std::chrono::minutes(value);
}
constexpr std::chrono::hours operator""_h(unsigned long long value) {
    return std::chrono::hours(value);
}

}  // namespace chrono_literals
}  // namespace particle
