#include "spark_wiring_print.h"

#include <stdio.h>
#include <stdlib.h>

namespace {

/** As the processor of a Photon converts: to the nearest there is, and what is no number to 0. */
template <typename Integer>
Integer clampedTo(double value) {
    constexpr Integer most = static_cast<Integer>(-1) > 0 ? static_cast<Integer>(-1) : static_cast<Integer>(INT32_MAX);
    if (value != value || value < 0) {
        return 0;
    }
    return value >= static_cast<double>(most) ? most : static_cast<Integer>(value);
}

}  // namespace

size_t Print::write(const uint8_t* buffer, size_t size) {
    size_t written = 0;
    while (written < size && write(buffer[written]) == 1) {
        written++;
    }
    return written;
}

size_t Print::printNumber(unsigned long long value, int base) {
    if (base == 0) {
        return write(static_cast<uint8_t>(value));
    }
    const unsigned radix = base < 2 ? DEC : static_cast<unsigned>(base);
    char text[64];
    char* first = text + sizeof(text);
    do {
        const unsigned digit = static_cast<unsigned>(value % radix);
        *--first = static_cast<char>(digit < 10 ? '0' + digit : 'A' + digit - 10);
        value /= radix;
    } while (value > 0);
    return write(reinterpret_cast<const uint8_t*>(first), static_cast<size_t>(text + sizeof(text) - first));
}

size_t Print::print(double value, int decimalPlaces) {
    size_t count = 0;
    if (value < 0) {
        count += print('-');
        value = -value;
    }
    const uint8_t places = static_cast<uint8_t>(decimalPlaces);
    double rounding = 0.5;
    for (uint8_t i = 0; i < places; i++) {
        rounding /= 10.0;
    }
    value += rounding;
    const uint32_t whole = clampedTo<uint32_t>(value);
    count += print(whole);
    if (places > 0) {
        count += print('.');
    }
    double rest = value - whole;
    for (uint8_t i = 0; i < places; i++) {
        rest *= 10.0;
        const int32_t digit = clampedTo<int32_t>(rest);
        count += print(digit);
        rest -= digit;
    }
    return count;
}

size_t Print::printf(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const size_t count = vprintf(false, format, arguments);
    va_end(arguments);
    return count;
}

size_t Print::printlnf(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const size_t count = vprintf(true, format, arguments);
    va_end(arguments);
    return count;
}

size_t Print::vprintf(bool newline, const char* format, va_list arguments) {
    char small[64];
    va_list again;
    va_copy(again, arguments);
    const int needed = vsnprintf(small, sizeof(small), format, arguments);
    size_t count = 0;
    if (needed >= static_cast<int>(sizeof(small))) {
        const size_t size = static_cast<size_t>(needed) + 1;
        char* const large = static_cast<char*>(malloc(size));
        if (large) {
            vsnprintf(large, size, format, again);
            count = write(reinterpret_cast<const uint8_t*>(large), static_cast<size_t>(needed));
            free(large);
        }
    } else if (needed > 0) {
        count = write(reinterpret_cast<const uint8_t*>(small), static_cast<size_t>(needed));
    }
    va_end(again);
    return newline ? count + println() : count;
}
