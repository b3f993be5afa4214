#pragma once

#include "spark_wiring_stream.h"

// How Serial1 sends: data bits, parity (none, even, odd), stop bits. Source: Device OS v2.3.1 hal/inc/usart_hal.h.
constexpr uint32_t SERIAL_8N1 = 0x00;
constexpr uint32_t SERIAL_8N2 = 0x01;
constexpr uint32_t SERIAL_8E1 = 0x04;
constexpr uint32_t SERIAL_8E2 = 0x05;
constexpr uint32_t SERIAL_8O1 = 0x08;
constexpr uint32_t SERIAL_8O2 = 0x09;
constexpr uint32_t SERIAL_9N1 = 0x10;
constexpr uint32_t SERIAL_9N2 = 0x11;
constexpr uint32_t SERIAL_7E1 = 0x24;
constexpr uint32_t SERIAL_7E2 = 0x25;
constexpr uint32_t SERIAL_7O1 = 0x28;
constexpr uint32_t SERIAL_7O2 = 0x29;

/** A serial port of the board: USB (Serial, USBSerial1), or the pins TX and RX (Serial1). */
class SerialPort : public Stream {
public:
    explicit constexpr SerialPort(int port) : port_(port) {}

    /** Every speed is taken; the board's serial line has none. */
    void begin(unsigned long baud = 9600, uint32_t config = 0);
    void end();
    bool isEnabled() const { return enabled_; }
    /** A host has the port open; the board always has. */
    bool isConnected() const { return enabled_; }
    operator bool() const { return true; }

    int available() override;
    int availableForWrite() { return 64; }
    int read() override;
    int peek() override;
    void flush() override {}
    void blockOnOverrun(bool) {}
    /** Both directions of the one wire TX. No wire has a direction here. */
    void halfduplex(bool) {}

    using Print::write;
    size_t write(uint8_t byte) override;
    size_t write(const uint8_t* buffer, size_t size) override;

private:
    void reservePins(bool taken) const;

    static constexpr int NOTHING = -1;

    const int port_;
    bool enabled_ = false;
    int peeked_ = NOTHING;
};

typedef SerialPort USBSerial;
typedef SerialPort USARTSerial;

extern SerialPort Serial;
extern SerialPort Serial1;
extern SerialPort USBSerial1;

/** Called after a loop() during which bytes came in. */
void serialEvent();
void serialEvent1();
