#include "spark_wiring_ipaddress.h"

#include <stdlib.h>
#include <string.h>

#include "spark_wiring_print.h"

IPAddress::IPAddress(uint32_t address)
    : IPAddress(static_cast<uint8_t>(address >> 24), static_cast<uint8_t>(address >> 16),
                static_cast<uint8_t>(address >> 8), static_cast<uint8_t>(address)) {}

bool IPAddress::fromString(const char* text) {
    *this = IPAddress();
    uint8_t parsed[4];
    for (int i = 0; i < 4; i++) {
        char* end = nullptr;
        const long number = *text >= '0' && *text <= '9' ? strtol(text, &end, 10) : -1;
        if (number < 0 || number > 255 || *end != (i < 3 ? '.' : '\0')) {
            return false;
        }
        parsed[i] = static_cast<uint8_t>(number);
        text = end + 1;
    }
    memcpy(bytes_, parsed, sizeof(bytes_));
    return true;
}

String IPAddress::toString() const {
    return String::format("%u.%u.%u.%u", bytes_[0], bytes_[1], bytes_[2], bytes_[3]);
}

size_t IPAddress::printTo(Print& print) const {
    return print.print(toString());
}

bool IPAddress::operator==(const IPAddress& other) const {
    return memcmp(bytes_, other.bytes_, sizeof(bytes_)) == 0;
}
