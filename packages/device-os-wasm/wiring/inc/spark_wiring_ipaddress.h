#pragma once

#include <stdint.h>

#include "spark_wiring_printable.h"
#include "spark_wiring_string.h"

/** An IPv4 address. */
class IPAddress : public Printable {
public:
    IPAddress() = default;
    IPAddress(uint8_t first, uint8_t second, uint8_t third, uint8_t fourth) : bytes_{first, second, third, fourth} {}
    /** The first byte is the highest. */
    explicit IPAddress(uint32_t address);
    explicit IPAddress(const uint8_t* bytes) : IPAddress(bytes[0], bytes[1], bytes[2], bytes[3]) {}

    /** Reads `a.b.c.d`; false, and 0.0.0.0, for anything else. */
    bool fromString(const char* text);
    String toString() const;
    size_t printTo(Print& print) const override;

    uint8_t operator[](int index) const { return bytes_[index & 3]; }
    uint8_t& operator[](int index) { return bytes_[index & 3]; }
    bool operator==(const IPAddress& other) const;
    bool operator!=(const IPAddress& other) const { return !operator==(other); }
    /** False for 0.0.0.0. */
    operator bool() const { return bytes_[0] || bytes_[1] || bytes_[2] || bytes_[3]; }

private:
    uint8_t bytes_[4] = {};
};
