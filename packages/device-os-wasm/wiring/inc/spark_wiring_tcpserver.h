#pragma once

#include "spark_wiring_tcpclient.h"

/** Waits for TCP connections. Source: Device OS v2.3.1 wiring/inc/spark_wiring_tcpserver.h. */
class TCPServer : public Print {
public:
    explicit TCPServer(uint16_t port, network_interface_t network = 0);
    TCPServer(const TCPServer&) = delete;
    TCPServer& operator=(const TCPServer&) = delete;
    virtual ~TCPServer() { stop(); }

    virtual bool begin();
    /** Closes the last client as well. */
    void stop();
    /** The next client that has connected; one that is not connected where there is none. */
    TCPClient available();

    using Print::write;
    /** To the client that available() answered last, as the next three. */
    size_t write(uint8_t byte) override;
    size_t write(const uint8_t* buffer, size_t size) override;
    virtual size_t write(uint8_t byte, system_tick_t timeoutMs);
    virtual size_t write(const uint8_t* buffer, size_t size, system_tick_t timeoutMs);

private:
    const uint16_t port_;
    sock_handle_t socket_ = 0;
    TCPClient client_;
};
