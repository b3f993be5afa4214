#include "spark_wiring_ipaddress.h"

#include "spark_wiring_print.h"

const IPAddress INADDR_NONE;

IPAddress& IPAddress::operator=(uint32_t address) {
    address_.ipv4 = address;
    return *this;
}

IPAddress& IPAddress::operator=(const uint8_t* bytes) {
    set_ipv4(bytes[0], bytes[1], bytes[2], bytes[3]);
    return *this;
}

void IPAddress::set_ipv4(uint8_t first, uint8_t second, uint8_t third, uint8_t fourth) {
    address_.ipv4 = static_cast<uint32_t>(first) << 24 | static_cast<uint32_t>(second) << 16 |
                    static_cast<uint32_t>(third) << 8 | fourth;
}

String IPAddress::toString() const {
    return String::format("%u.%u.%u.%u", (*this)[0], (*this)[1], (*this)[2], (*this)[3]);
}

size_t IPAddress::printTo(Print& print) const {
    return print.print(toString());
}
