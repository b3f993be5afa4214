#include "board.h"
#include "pins.h"
#include "preemption.h"
#include "spark_wiring_usartserial.h"
#include "spark_wiring_usbserial.h"

using namespace device_os;

using particle::SerialPort;

__attribute__((require_constant_initialization)) USBSerial Serial(false);
__attribute__((require_constant_initialization)) USARTSerial Serial1;
__attribute__((require_constant_initialization)) USBSerial USBSerial1(true);

void SerialPort::open() {
    enabled_ = true;
    reservePins(true);
}

void SerialPort::close() {
    enabled_ = false;
    peeked_ = NOTHING;
    reservePins(false);
}

void SerialPort::reservePins(bool taken) const {
    if (port_ == PINS) {
        pins::reserve(RX, taken);
        pins::reserve(TX, taken);
    }
}

int SerialPort::available() {
    return board::serial_available(port_) + (peeked_ == NOTHING ? 0 : 1);
}

int SerialPort::read() {
    if (peeked_ == NOTHING) {
        return board::serial_read(port_);
    }
    const int byte = peeked_;
    peeked_ = NOTHING;
    return byte;
}

int SerialPort::peek() {
    if (peeked_ == NOTHING) {
        peeked_ = board::serial_read(port_);
    }
    return peeked_;
}

size_t SerialPort::write(uint8_t byte) {
    return write(&byte, 1);
}

size_t SerialPort::write(const uint8_t* buffer, size_t size) {
    preemption::charge(20);
    board::serial_write(port_, buffer, size);
    return size;
}
