#pragma once

#include "spark_wiring_ipaddress.h"
#include "spark_wiring_stream.h"

/** Something that connects to a server. Source: Device OS v2.3.1 wiring/inc/spark_wiring_client.h. */
class Client : public Stream {
public:
    /** 1 when connected. */
    virtual int connect(IPAddress address, uint16_t port, network_interface_t network = 0) = 0;
    virtual int connect(const char* host, uint16_t port, network_interface_t network = 0) = 0;
    using Print::write;
    virtual size_t write(uint8_t byte) override = 0;
    virtual size_t write(const uint8_t* buffer, size_t size) override = 0;
    virtual int available() override = 0;
    virtual int read() override = 0;
    virtual int read(uint8_t* buffer, size_t size) = 0;
    virtual int peek() override = 0;
    virtual void flush() override = 0;
    virtual void stop() = 0;
    virtual uint8_t connected() = 0;
    virtual operator bool() = 0;
};
