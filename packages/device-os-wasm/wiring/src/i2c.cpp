#include "board.h"
#include "pins.h"
#include "preemption.h"
#include "spark_wiring_i2c.h"

using namespace device_os;

__attribute__((require_constant_initialization)) TwoWire Wire;

namespace {

enum Outcome : uint8_t { SUCCESS = 0, NO_START = 2, NO_ADDRESS = 3, DATA_REFUSED = 5 };

/** Of the instructions that a byte on the bus takes on the device, in edges. */
constexpr int32_t EDGES_A_BYTE = 20;

}  // namespace

void TwoWire::begin() {
    takeBuffers();
    if (!enabled_) {
        queued_ = received_ = read_ = 0;
    }
    enabled_ = true;
    pins::reserve(SDA, true);
    pins::reserve(SCL, true);
}

void TwoWire::end() {
    enabled_ = transmitting_ = false;
    pins::reserve(SDA, false);
    pins::reserve(SCL, false);
}

void TwoWire::takeBuffers() {
    if (transmit_.bytes) {
        return;
    }
    if (acquireWireBuffer) {
        const hal_i2c_config_t own = acquireWireBuffer();
        if (own.rx_buffer && own.rx_buffer_size && own.tx_buffer && own.tx_buffer_size) {
            receive_ = {own.rx_buffer, own.rx_buffer_size};
            transmit_ = {own.tx_buffer, own.tx_buffer_size};
            return;
        }
    }
    uint8_t* const both = new uint8_t[2 * I2C_BUFFER_LENGTH];
    receive_ = {both, I2C_BUFFER_LENGTH};
    transmit_ = {both + I2C_BUFFER_LENGTH, I2C_BUFFER_LENGTH};
}

void TwoWire::beginTransmission(const WireTransmission& transmission) {
    takeBuffers();
    transmitting_ = true;
    address_ = transmission.address_;
    stop_ = transmission.stop_;
    queued_ = 0;
}

uint8_t TwoWire::endTransmission(uint8_t stop) {
    if (!enabled_) {
        return NO_START;
    }
    const size_t count = queued_;
    preemption::charge(EDGES_A_BYTE * (static_cast<int32_t>(count) + 1));
    const int32_t taken = board::i2c_write(address_, transmit_.bytes, count, stop_ && stop);
    if (taken < 0) {
        return NO_ADDRESS;
    }
    queued_ = 0;
    transmitting_ = false;
    // Whether the last byte was acknowledged is not looked at.
    return static_cast<size_t>(taken) + 1 < count ? DATA_REFUSED : SUCCESS;
}

size_t TwoWire::requestFrom(const WireTransmission& transmission) {
    received_ = read_ = 0;
    if (!enabled_) {
        return 0;
    }
    const size_t count = transmission.quantity_ < receive_.size ? transmission.quantity_ : receive_.size;
    preemption::charge(EDGES_A_BYTE * (static_cast<int32_t>(count) + 1));
    if (board::i2c_read(transmission.address_, receive_.bytes, count, transmission.stop_)) {
        received_ = count;
    }
    return received_;
}

size_t TwoWire::write(uint8_t byte) {
    if (transmitting_) {
        if (queued_ >= transmit_.size) {
            return 0;
        }
        transmit_.bytes[queued_++] = byte;
    }
    return 1;
}

size_t TwoWire::write(const uint8_t* data, size_t size) {
    for (size_t i = 0; i < size; i++) {
        write(data[i]);
    }
    return size;
}

int TwoWire::read() {
    return read_ < received_ ? receive_.bytes[read_++] : -1;
}

int TwoWire::peek() {
    return read_ < received_ ? receive_.bytes[read_] : -1;
}
