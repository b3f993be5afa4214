#pragma once

#include <stddef.h>
#include <stdint.h>

#include "pinmap.h"
#include "spark_wiring_bus_lock.h"
#include "spark_wiring_constants.h"
#include "spark_wiring_print.h"
#include "spark_wiring_unavailable.h"

typedef void (*wiring_spi_dma_transfercomplete_callback_t)(void);

enum FrequencyScale {
    HZ = 1,
    KHZ = 1000,
    MHZ = 1000000,
    SPI_CLK_SYSTEM = 0,
    SPI_CLK_ARDUINO = 16000000,
    SPI_CLK_PHOTON = 60000000,
};

/** Source of the values: Device OS v2.3.1 hal/inc/spi_hal.h. */
constexpr uint8_t SPI_MODE0 = 0;
constexpr uint8_t SPI_MODE1 = 1;
constexpr uint8_t SPI_MODE2 = 2;
constexpr uint8_t SPI_MODE3 = 3;
constexpr uint8_t SPI_CLOCK_DIV2 = 0x00;
constexpr uint8_t SPI_CLOCK_DIV4 = 0x08;
constexpr uint8_t SPI_CLOCK_DIV8 = 0x10;
constexpr uint8_t SPI_CLOCK_DIV16 = 0x18;
constexpr uint8_t SPI_CLOCK_DIV32 = 0x20;
constexpr uint8_t SPI_CLOCK_DIV64 = 0x28;
constexpr uint8_t SPI_CLOCK_DIV128 = 0x30;
constexpr uint8_t SPI_CLOCK_DIV256 = 0x38;
constexpr pin_t SPI_DEFAULT_SS = 0xFFFF;

enum hal_spi_mode_t { SPI_MODE_MASTER = 0, SPI_MODE_SLAVE = 1 };
typedef hal_spi_mode_t SPI_Mode;

class SPIClass;

namespace particle {

/** How bytes go over the wires. Made of nothing it means the bus's defaults: 15 MHz, MSBFIRST, SPI_MODE3. */
class SPISettings : public Printable {
public:
    constexpr SPISettings() = default;
    constexpr SPISettings(uint32_t hertz, uint8_t bitOrder, uint8_t dataMode)
        : isDefault_(false), hertz_(hertz), bitOrder_(bitOrder), dataMode_(dataMode) {}

    uint32_t getClock() const { return hertz_; }

    bool operator==(const SPISettings& other) const { return matches(other) && hertz_ == other.hertz_; }
    bool operator!=(const SPISettings& other) const { return !(*this == other); }
    bool operator<=(const SPISettings& other) const { return matches(other) && hertz_ <= other.hertz_; }
    bool operator>=(const SPISettings& other) const { return matches(other) && hertz_ >= other.hertz_; }

    size_t printTo(Print& print) const override;

private:
    friend class ::SPIClass;

    bool matches(const SPISettings& other) const {
        return isDefault_ == other.isDefault_ && bitOrder_ == other.bitOrder_ && dataMode_ == other.dataMode_;
    }

    bool isDefault_ = true;
    uint32_t hertz_ = 0;
    uint8_t bitOrder_ = 0;
    uint8_t dataMode_ = 0;
};

typedef SPISettings __SPISettings;

}  // namespace particle

/**
 * A bus of its own master: SPI on A3 (SCK), A4 (MISO), A5 (MOSI), with A2 as default SS; SPI1 on D4, D3, D2 and D5.
 *
 * Source: Device OS v2.3.1 wiring/inc/spark_wiring_spi.h, hal/src/stm32f2xx/spi_hal.c.
 */
class SPIClass {
public:
    explicit constexpr SPIClass(int bus) : bus_(bus) {}
    SPIClass(const SPIClass&) = delete;
    SPIClass& operator=(const SPIClass&) = delete;

    void begin() { begin(SPI_DEFAULT_SS); }
    /** SS becomes an output and HIGH; a pin that there is not leaves it to the program. */
    void begin(uint16_t ss);
    void begin(hal_spi_mode_t mode, uint16_t ss = SPI_DEFAULT_SS)
        __attribute__((diagnose_if(mode == SPI_MODE_SLAVE, "SPI as a slave is part of Device OS, but not of device-os-wasm",
                                   "error"))) {
        (void)mode;
        begin(ss);
    }
    void end();
    bool isEnabled() const { return enabled_; }

    /** The bus is this thread's until endTransaction(). */
    int32_t beginTransaction() { return lock(); }
    int32_t beginTransaction(const particle::SPISettings& settings);
    /** The settings stay. */
    void endTransaction() { unlock(); }

    void setBitOrder(uint8_t order) { lsbFirst_ = order == LSBFIRST; }
    void setDataMode(uint8_t mode);
    /** What setClockDivider() divides from here on; with it comes SPI_CLOCK_DIV4. */
    void setClockDividerReference(unsigned value, unsigned scale = HZ);
    void setClockDivider(uint8_t divider);
    /** The fastest that is no faster, of the bus's clock divided by 2 to 256. Answers its hertz. */
    unsigned setClockSpeed(unsigned value, unsigned scale = HZ);
    static void computeClockDivider(unsigned reference, unsigned targetSpeed, uint8_t& divider, unsigned& clock);

    byte transfer(byte value);
    /**
     * Sends 0xFF where there is nothing to send, and drops what comes where there is nowhere to put it. The callback
     * runs before this returns, where the device calls it from an interrupt.
     */
    void transfer(const void* transmit, void* receive, size_t length,
                  wiring_spi_dma_transfercomplete_callback_t callback);
    /** A transfer is over when it has begun. */
    void transferCancel() {}
    /** Bytes of the last transfer. */
    int32_t available() const { return transferred_; }

    template <typename Callback>
    WIRING_UNAVAILABLE("SPI.onSelect()")
    void onSelect(Callback callback);
    static void usingInterrupt(uint8_t) {}
    void attachInterrupt() {}
    void detachInterrupt() {}

    bool trylock() { return lock_.trylock(); }
    /** 0 is success. */
    int lock() { return lock_.lock() ? 0 : -1; }
    void unlock() { lock_.unlock(); }

private:
    void exchange(const void* transmit, void* receive, size_t length);
    void reservePins(bool taken) const;

    static constexpr unsigned DEFAULT_HERTZ = 15000000;

    const int bus_;
    bool enabled_ = false;
    bool lsbFirst_ = false;
    uint8_t mode_ = SPI_MODE3;
    unsigned hertz_ = DEFAULT_HERTZ;
    unsigned dividerReference_ = SPI_CLK_SYSTEM;
    int32_t transferred_ = 0;
    particle::BusLock lock_;
};

extern SPIClass SPI;
extern SPIClass SPI1;
