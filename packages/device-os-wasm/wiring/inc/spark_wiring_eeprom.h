#pragma once

#include <stddef.h>
#include <stdint.h>

namespace device_os {
void readEeprom(int index, void* data, size_t size);
void writeEeprom(int index, const void* data, size_t size);
}  // namespace device_os

/**
 * Bytes that outlive a reset and a new firmware. Erased, a byte is 0xFF.
 *
 * Source: Device OS v2.3.1 wiring/inc/spark_wiring_eeprom.h.
 */
class EEPROMClass {
public:
    uint8_t read(int index) const {
        uint8_t value = 0xFF;
        device_os::readEeprom(index, &value, 1);
        return value;
    }
    void write(int index, uint8_t value) { device_os::writeEeprom(index, &value, 1); }
    void update(int index, uint8_t value) { write(index, value); }

    /** An object that does not fit is left as it is. */
    template <typename T>
    T& get(int index, T& value) const {
        device_os::readEeprom(index, &value, sizeof(T));
        return value;
    }
    /** Nothing of an object that does not fit is written. */
    template <typename T>
    const T& put(int index, const T& value) {
        device_os::writeEeprom(index, &value, sizeof(T));
        return value;
    }

    uint8_t operator[](int index) const { return read(index); }
    size_t length() const { return 2048; }
    int begin() const { return 0; }
    int end() const { return static_cast<int>(length()); }
    void clear();
    bool hasPendingErase() const { return false; }
    void performPendingErase() {}
};

static EEPROMClass EEPROM __attribute__((unused));
