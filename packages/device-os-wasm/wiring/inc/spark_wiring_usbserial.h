#pragma once

#include "spark_wiring_stream.h"

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
