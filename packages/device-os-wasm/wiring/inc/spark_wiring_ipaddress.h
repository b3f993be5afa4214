#pragma once

#include <stdint.h>

#include "inet_hal.h"
#include "spark_wiring_printable.h"
#include "spark_wiring_string.h"

/** An IPv4 address. Source: Device OS v2.3.1 wiring/inc/spark_wiring_ipaddress.h. */
class IPAddress : public Printable {
public:
    IPAddress() : IPAddress(uint32_t{0}) {}
    IPAddress(uint8_t first, uint8_t second, uint8_t third, uint8_t fourth) { set_ipv4(first, second, third, fourth); }
    /** The first byte is the highest. */
    IPAddress(uint32_t address) : address_{address} {}
    /** Four bytes, the first first. */
    IPAddress(const uint8_t* bytes) : IPAddress(bytes[0], bytes[1], bytes[2], bytes[3]) {}
    IPAddress(const HAL_IPAddress& address) : address_(address) {}

    IPAddress& operator=(uint32_t address);
    IPAddress& operator=(const uint8_t* bytes);
    void set_ipv4(uint8_t first, uint8_t second, uint8_t third, uint8_t fourth);
    void clear() { address_.ipv4 = 0; }

    uint8_t operator[](int index) const { return reinterpret_cast<const uint8_t*>(&address_.ipv4)[3 - index]; }
    uint8_t& operator[](int index) { return reinterpret_cast<uint8_t*>(&address_.ipv4)[3 - index]; }
    bool operator==(uint32_t address) const { return address_.ipv4 == address; }
    bool operator==(const uint8_t* bytes) const { return *this == IPAddress(bytes); }
    bool operator==(const IPAddress& other) const { return address_.ipv4 == other.address_.ipv4; }
    template <typename T>
    bool operator!=(const T& other) const {
        return !(*this == other);
    }
    /** False for 0.0.0.0. Twice, as otherwise an address that is not const would rather become a HAL_IPAddress. */
    operator bool() const { return address_.ipv4 != 0; }
    operator bool() { return address_.ipv4 != 0; }
    operator const HAL_IPAddress&() const { return address_; }
    operator const HAL_IPAddress*() const { return &address_; }
    const HAL_IPAddress& raw() const { return address_; }
    HAL_IPAddress& raw() { return address_; }
    uint8_t version() const { return 4; }

    String toString() const;
    size_t printTo(Print& print) const override;

private:
    HAL_IPAddress address_;
};

/** 0.0.0.0 */
extern const IPAddress INADDR_NONE;
