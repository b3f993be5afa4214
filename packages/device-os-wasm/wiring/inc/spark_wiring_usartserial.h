#pragma once

#include "spark_wiring_serial_port.h"
#include "spark_wiring_unavailable.h"

/** Frames of Serial1.begin(baud, config). Source: Device OS v2.3.1 hal/inc/usart_hal.h. */
#define SERIAL_DATA_BITS_8 (0b00000000)
#define SERIAL_DATA_BITS_9 (0b00010000)
#define SERIAL_DATA_BITS_7 (0b00100000)
#define SERIAL_STOP_BITS_1 (0b00000000)
#define SERIAL_STOP_BITS_2 (0b00000001)
#define SERIAL_STOP_BITS_0_5 (0b00000010)
#define SERIAL_STOP_BITS_1_5 (0b00000011)
#define SERIAL_PARITY_NO (0b00000000)
#define SERIAL_PARITY_EVEN (0b00000100)
#define SERIAL_PARITY_ODD (0b00001000)

#define SERIAL_8N1 (SERIAL_DATA_BITS_8 | SERIAL_PARITY_NO | SERIAL_STOP_BITS_1)
#define SERIAL_8N2 (SERIAL_DATA_BITS_8 | SERIAL_PARITY_NO | SERIAL_STOP_BITS_2)
#define SERIAL_8E1 (SERIAL_DATA_BITS_8 | SERIAL_PARITY_EVEN | SERIAL_STOP_BITS_1)
#define SERIAL_8E2 (SERIAL_DATA_BITS_8 | SERIAL_PARITY_EVEN | SERIAL_STOP_BITS_2)
#define SERIAL_8O1 (SERIAL_DATA_BITS_8 | SERIAL_PARITY_ODD | SERIAL_STOP_BITS_1)
#define SERIAL_8O2 (SERIAL_DATA_BITS_8 | SERIAL_PARITY_ODD | SERIAL_STOP_BITS_2)
#define SERIAL_9N1 (SERIAL_DATA_BITS_9 | SERIAL_PARITY_NO | SERIAL_STOP_BITS_1)
#define SERIAL_9N2 (SERIAL_DATA_BITS_9 | SERIAL_PARITY_NO | SERIAL_STOP_BITS_2)
#define SERIAL_7E1 (SERIAL_DATA_BITS_7 | SERIAL_PARITY_EVEN | SERIAL_STOP_BITS_1)
#define SERIAL_7E2 (SERIAL_DATA_BITS_7 | SERIAL_PARITY_EVEN | SERIAL_STOP_BITS_2)
#define SERIAL_7O1 (SERIAL_DATA_BITS_7 | SERIAL_PARITY_ODD | SERIAL_STOP_BITS_1)
#define SERIAL_7O2 (SERIAL_DATA_BITS_7 | SERIAL_PARITY_ODD | SERIAL_STOP_BITS_2)

#define SERIAL_FLOW_CONTROL_NONE (0b00000000)
#define SERIAL_FLOW_CONTROL_RTS (0b01000000)
#define SERIAL_FLOW_CONTROL_CTS (0b10000000)
#define SERIAL_FLOW_CONTROL_RTS_CTS (SERIAL_FLOW_CONTROL_CTS | SERIAL_FLOW_CONTROL_RTS)

#define LIN_MODE (0b0000001100000000)
#define LIN_MASTER_13B (LIN_MODE | SERIAL_8N1)
#define LIN_SLAVE_10B (LIN_MODE | SERIAL_8N1 | (1 << 10))
#define LIN_SLAVE_11B (LIN_MODE | SERIAL_8N1 | (1 << 11))

/** A serial port at two pins. Source: Device OS v2.3.1 wiring/inc/spark_wiring_usartserial.h. */
class USARTSerial : public particle::SerialPort {
public:
    constexpr USARTSerial() : SerialPort(PINS) {}

    /** Bytes cross as they are, whatever the speed and the frame. */
    void begin(unsigned long) { open(); }
    void begin(unsigned long, uint32_t) { open(); }
    void end() { close(); }
    /** The board's line has two directions in any case. */
    void halfduplex(bool) {}
    operator bool() const { return true; }

    using SerialPort::write;
    /** The low byte of any integer. */
    size_t write(uint16_t value) { return SerialPort::write(static_cast<uint8_t>(value)); }
    size_t write(int value) { return SerialPort::write(static_cast<uint8_t>(value)); }
    size_t write(unsigned int value) { return SerialPort::write(static_cast<uint8_t>(value)); }
    size_t write(long value) { return SerialPort::write(static_cast<uint8_t>(value)); }
    size_t write(unsigned long value) { return SerialPort::write(static_cast<uint8_t>(value)); }

    WIRING_UNAVAILABLE("Serial1.breakTx()") void breakTx();
    WIRING_UNAVAILABLE("Serial1.breakRx()") bool breakRx();
};

extern USARTSerial Serial1;

/** Called after a loop() during which bytes came in. */
void serialEvent1();
