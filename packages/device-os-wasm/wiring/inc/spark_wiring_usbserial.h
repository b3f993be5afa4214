#pragma once

#include "spark_wiring_bus_lock.h"
#include "spark_wiring_serial_port.h"

/** A serial port on the USB cable. Source: Device OS v2.3.1 wiring/inc/spark_wiring_usbserial.h. */
class USBSerial : public particle::SerialPort {
public:
    explicit constexpr USBSerial(bool second = false) : SerialPort(second ? SECOND_USB : USB) {}

    /** Every speed is taken; the cable has its own. */
    void begin(long speed = 9600) {
        baud_ = static_cast<unsigned int>(speed);
        open();
    }
    void begin(long speed, uint32_t) { begin(speed); }
    void end() {
        baud_ = 0;
        close();
    }
    unsigned int baud() const { return baud_; }
    /** A host has the port open; the board always has. */
    bool isConnected() const { return isEnabled(); }
    operator bool() const { return true; }

    /** For WITH_LOCK(Serial): what one thread prints stays together. */
    void lock() { lock_.lock(); }
    bool try_lock() { return lock_.trylock(); }
    void unlock() { lock_.unlock(); }

private:
    unsigned int baud_ = 0;
    particle::BusLock lock_;
};

extern USBSerial Serial;
extern USBSerial USBSerial1;

/** Called after a loop() during which bytes came in. */
void serialEvent();
