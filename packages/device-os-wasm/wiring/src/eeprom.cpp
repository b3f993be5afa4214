#include <string.h>

#include "board.h"
#include "spark_wiring_eeprom.h"

using namespace device_os;

namespace {

constexpr size_t EEPROM_BYTES = 2048;

bool fits(int index, size_t size) {
    return index >= 0 && size <= EEPROM_BYTES && static_cast<size_t>(index) <= EEPROM_BYTES - size;
}

}  // namespace

void device_os::readEeprom(int index, void* data, size_t size) {
    if (fits(index, size)) {
        board::eeprom_read(index, data, size);
    }
}

void device_os::writeEeprom(int index, const void* data, size_t size) {
    if (fits(index, size)) {
        board::eeprom_write(index, data, size);
    }
}

void EEPROMClass::clear() {
    uint8_t erased[64];
    memset(erased, 0xFF, sizeof(erased));
    for (size_t index = 0; index < EEPROM_BYTES; index += sizeof(erased)) {
        board::eeprom_write(static_cast<int32_t>(index), erased, sizeof(erased));
    }
}
