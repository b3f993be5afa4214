#include "board.h"
#include "pins.h"
#include "preemption.h"
#include "spark_wiring.h"
#include "spark_wiring_spi.h"

using namespace device_os;

__attribute__((require_constant_initialization)) SPIClass SPI(0);
__attribute__((require_constant_initialization)) SPIClass SPI1(1);

namespace {

struct Bus {
    pin_t select;
    /** What its speeds are divided from. */
    unsigned hertz;
};

constexpr Bus BUSES[] = {{SS, 60000000}, {D5, 30000000}};

constexpr uint8_t DIVIDERS[] = {SPI_CLOCK_DIV2,  SPI_CLOCK_DIV4,  SPI_CLOCK_DIV8,   SPI_CLOCK_DIV16,
                                SPI_CLOCK_DIV32, SPI_CLOCK_DIV64, SPI_CLOCK_DIV128, SPI_CLOCK_DIV256};

/** The power of two that a divider divides by. */
unsigned shiftOf(uint8_t divider) {
    for (unsigned i = 0; i < sizeof(DIVIDERS); i++) {
        if (DIVIDERS[i] == divider) {
            return i + 1;
        }
    }
    return sizeof(DIVIDERS);
}

}  // namespace

size_t particle::SPISettings::printTo(Print& print) const {
    if (isDefault_ && hertz_ == 0) {
        return print.print("<SPISettings default>");
    }
    return print.printf("<SPISettings %s%lu %s MODE%d>", isDefault_ ? "default " : "",
                        static_cast<unsigned long>(hertz_), bitOrder_ == MSBFIRST ? "MSB" : "LSB", dataMode_);
}

void SPIClass::begin(uint16_t ss) {
    const pin_t select = ss == SPI_DEFAULT_SS ? BUSES[bus_].select : ss;
    reservePins(true);
    if (select < TOTAL_PINS) {
        pinMode(select, OUTPUT);
        digitalWrite(select, HIGH);
    }
    enabled_ = true;
}

void SPIClass::end() {
    if (enabled_) {
        reservePins(false);
    }
    enabled_ = false;
}

void SPIClass::reservePins(bool taken) const {
    // SPI1's pins are not guarded. Source: pinAvailable() of Device OS v2.3.1 spark_wiring_gpio.cpp.
    if (this == &SPI) {
        for (const pin_t pin : {SCK, MISO, MOSI}) {
            pins::reserve(pin, taken);
        }
    }
}

int32_t SPIClass::beginTransaction(const particle::SPISettings& settings) {
    lock();
    if (settings.isDefault_) {
        hertz_ = DEFAULT_HERTZ;
        mode_ = SPI_MODE3;
        lsbFirst_ = false;
    } else {
        setClockSpeed(settings.hertz_);
        setDataMode(settings.dataMode_);
        setBitOrder(settings.bitOrder_);
    }
    return 0;
}

void SPIClass::setDataMode(uint8_t mode) {
    if (mode <= SPI_MODE3) {
        mode_ = mode;
    }
}

void SPIClass::setClockDividerReference(unsigned value, unsigned scale) {
    dividerReference_ = value * scale;
    setClockDivider(SPI_CLOCK_DIV4);
}

void SPIClass::setClockDivider(uint8_t divider) {
    const unsigned shift = shiftOf(divider);
    if (dividerReference_) {
        setClockSpeed(dividerReference_ >> shift);
    } else {
        hertz_ = BUSES[bus_].hertz >> shift;
    }
}

unsigned SPIClass::setClockSpeed(unsigned value, unsigned scale) {
    uint8_t divider;
    computeClockDivider(BUSES[bus_].hertz, value * scale, divider, hertz_);
    return hertz_;
}

void SPIClass::computeClockDivider(unsigned reference, unsigned targetSpeed, uint8_t& divider, unsigned& clock) {
    unsigned index = 0;
    while (index + 1 < sizeof(DIVIDERS) && reference >> (index + 1) > targetSpeed) {
        index++;
    }
    divider = DIVIDERS[index];
    clock = reference >> (index + 1);
}

byte SPIClass::transfer(byte value) {
    exchange(&value, &value, 1);
    return value;
}

void SPIClass::transfer(const void* transmit, void* receive, size_t length,
                        wiring_spi_dma_transfercomplete_callback_t callback) {
    if (length == 0) {
        return;
    }
    exchange(transmit, receive, length);
    if (callback) {
        callback();
    }
}

void SPIClass::exchange(const void* transmit, void* receive, size_t length) {
    preemption::charge(4 * (static_cast<int32_t>(length) + 1));
    board::spi_transfer(bus_, transmit, receive, length, hertz_, mode_, lsbFirst_);
    transferred_ = static_cast<int32_t>(length);
}
