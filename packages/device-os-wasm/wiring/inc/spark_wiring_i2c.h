#pragma once

#include <stddef.h>
#include <stdint.h>

#include "spark_wiring_bus_lock.h"
#include "spark_wiring_chrono.h"
#include "spark_wiring_stream.h"
#include "spark_wiring_unavailable.h"

constexpr uint32_t CLOCK_SPEED_100KHZ = 100000;
constexpr uint32_t CLOCK_SPEED_400KHZ = 400000;

/** Bytes of the buffer for one transmission, and of that for one request, unless acquireWireBuffer() gives others. */
constexpr size_t I2C_BUFFER_LENGTH = 32;

/** Buffers of the program's own. Source: Device OS v2.3.1 hal/inc/i2c_hal.h. */
struct hal_i2c_config_t {
    uint16_t size;
    uint16_t version;
    uint8_t* rx_buffer;
    uint32_t rx_buffer_size;
    uint8_t* tx_buffer;
    uint32_t tx_buffer_size;
};
typedef hal_i2c_config_t HAL_I2C_Config;
enum { HAL_I2C_CONFIG_VERSION_1 = 0 };

/** A program that defines it says once where `Wire` keeps its bytes. */
__attribute__((weak)) hal_i2c_config_t acquireWireBuffer();

/** One transmission or request, in words. */
class WireTransmission {
public:
    WireTransmission(uint8_t address) : address_(address) {}

    WireTransmission& quantity(size_t bytes) {
        quantity_ = bytes;
        return *this;
    }
    WireTransmission& stop(bool stop) {
        stop_ = stop;
        return *this;
    }
    /** Every answer here comes at once. */
    WireTransmission& timeout(system_tick_t) { return *this; }
    WireTransmission& timeout(std::chrono::milliseconds) { return *this; }

private:
    friend class TwoWire;

    uint8_t address_;
    size_t quantity_ = 0;
    bool stop_ = true;
};

/** The I2C bus on D0 (SDA) and D1 (SCL), as its one master. Source: Device OS v2.3.1 wiring/inc/spark_wiring_i2c.h. */
class TwoWire : public Stream {
public:
    /** A bus here takes no time, whatever its speed. */
    void setSpeed(uint32_t) {}
    void setClock(uint32_t) {}
    void stretchClock(bool) {}
    void enableDMAMode(bool) {}

    /** From here on the two pins are the bus's; digitalWrite() and pinMode() leave them alone. */
    void begin();
    template <typename Address>
    WIRING_UNAVAILABLE("Wire as a slave")
    void begin(Address address);
    void end();
    bool isEnabled() const { return enabled_; }
    /** Frees a bus that a device holds. None does here. */
    void reset() {}

    void beginTransmission(uint8_t address) { beginTransmission(WireTransmission(address)); }
    void beginTransmission(int address) { beginTransmission(static_cast<uint8_t>(address)); }
    void beginTransmission(const WireTransmission& transmission);
    /**
     * 0: done. 2: no START, the bus was not begun. 3: no device has this address. 5: the device stopped taking bytes.
     * 1, 4, 6 and 7 are failures of a bus that this one does not have. Source: Device OS hal/src/stm32f2xx/i2c_hal.c.
     */
    uint8_t endTransmission() { return endTransmission(true); }
    uint8_t endTransmission(uint8_t stop);

    /** Answers how many bytes came: all, at most what the buffer holds, or none. */
    size_t requestFrom(const WireTransmission& transmission);
    /** Any mixture of integers: GCC lets pass what of the device's overloads is ambiguous. */
    template <typename Address, typename Quantity>
    size_t requestFrom(Address address, Quantity quantity, bool stop = true) {
        return requestFrom(
            WireTransmission(static_cast<uint8_t>(address)).quantity(static_cast<size_t>(quantity)).stop(stop));
    }

    /** A byte that the buffer has no room for is dropped: 0. */
    size_t write(uint8_t byte) override;
    /** Answers `size`, also where the buffer had no room, as the device does. */
    size_t write(const uint8_t* data, size_t size) override;
    size_t write(int byte) { return write(static_cast<uint8_t>(byte)); }
    size_t write(unsigned int byte) { return write(static_cast<uint8_t>(byte)); }
    size_t write(long byte) { return write(static_cast<uint8_t>(byte)); }
    size_t write(unsigned long byte) { return write(static_cast<uint8_t>(byte)); }
    using Print::write;

    int available() override { return static_cast<int>(received_ - read_); }
    int read() override;
    int peek() override;
    void flush() override {}

    template <typename Handler>
    WIRING_UNAVAILABLE("Wire.onReceive()")
    void onReceive(Handler handler);
    template <typename Handler>
    WIRING_UNAVAILABLE("Wire.onRequest()")
    void onRequest(Handler handler);

    /** For WITH_LOCK(Wire): no other thread comes between. */
    bool lock() { return lock_.lock(); }
    bool unlock() { return lock_.unlock(); }

private:
    struct Buffer {
        uint8_t* bytes;
        size_t size;
    };

    void takeBuffers();

    bool enabled_ = false;
    bool transmitting_ = false;
    bool stop_ = true;
    uint8_t address_ = 0;
    Buffer transmit_ = {nullptr, 0};
    Buffer receive_ = {nullptr, 0};
    size_t queued_ = 0;
    size_t received_ = 0;
    size_t read_ = 0;
    particle::BusLock lock_;
};

extern TwoWire Wire;
