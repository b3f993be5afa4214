#pragma once

#include "socket_hal.h"
#include "spark_wiring_client.h"

/** Bytes that are taken from the socket ahead of read(). Source: Device OS v2.3.1 spark_wiring_tcpclient.h. */
#define TCPCLIENT_BUF_MAX_SIZE 128
/** Milliseconds a write() waits for room. Source: the same. */
#define SPARK_WIRING_TCPCLIENT_DEFAULT_SEND_TIMEOUT (30000)

/** A TCP connection. Copies are the same connection, which closes with the last of them. */
class TCPClient : public Client {
public:
    TCPClient() = default;
    explicit TCPClient(sock_handle_t socket);
    TCPClient(const TCPClient& other);
    TCPClient& operator=(const TCPClient& other);
    virtual ~TCPClient();

    /** Suspends the application, for 5 s at most. */
    int connect(IPAddress address, uint16_t port, network_interface_t network = 0) override;
    int connect(const char* host, uint16_t port, network_interface_t network = 0) override;

    using Print::write;
    /** Suspends the application until there is room; getWriteError() is not 0 where something was not written. */
    size_t write(uint8_t byte) override;
    size_t write(const uint8_t* buffer, size_t size) override;
    virtual size_t write(uint8_t byte, system_tick_t timeoutMs);
    virtual size_t write(const uint8_t* buffer, size_t size, system_tick_t timeoutMs);

    /** At most TCPCLIENT_BUF_MAX_SIZE, whatever has come in. */
    int available() override;
    int read() override;
    int read(uint8_t* buffer, size_t size) override;
    int peek() override;
    /** Does nothing, as on the device. */
    void flush() override {}
    /** Forgets what was taken from the socket and not read. */
    void flush_buffer();
    void stop() override;

    /** Also while something is left to read of a connection that the other side has closed. */
    uint8_t connected() override;
    /** 1 while the connection is open. */
    uint8_t status();
    operator bool() override { return status() != 0; }
    virtual IPAddress remoteIP();

protected:
    sock_handle_t sock_handle() const;

private:
    struct Connection;

    Connection& connection();
    int buffered() const;
    void release();

    /** Made when it is needed. */
    Connection* connection_ = nullptr;
};
