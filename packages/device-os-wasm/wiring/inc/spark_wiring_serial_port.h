#pragma once

#include "spark_wiring_stream.h"

namespace particle {

/** What the serial ports of a board have in common. */
class SerialPort : public Stream {
public:
    bool isEnabled() const { return enabled_; }

    int available() override;
    /** Whatever is written is gone at once, so there is always room. */
    virtual int availableForWrite() { return BUFFER_BYTES; }
    int read() override;
    int peek() override;
    void flush() override {}
    /** A port that never runs over has no use for either. */
    virtual void blockOnOverrun(bool) {}

    using Print::write;
    size_t write(uint8_t byte) override;
    size_t write(const uint8_t* buffer, size_t size) override;

protected:
    enum Port : uint8_t { USB = 0, PINS = 1, SECOND_USB = 2 };

    explicit constexpr SerialPort(Port port) : port_(port) {}

    void open();
    void close();

private:
    void reservePins(bool taken) const;

    static constexpr int NOTHING = -1;
    /** Source: Device OS v2.3.1 hal/src/stm32f2xx/usart_hal.c, SERIAL_BUFFER_SIZE. */
    static constexpr int BUFFER_BYTES = 64;

    const Port port_;
    bool enabled_ = false;
    int peeked_ = NOTHING;
};

}  // namespace particle
