#pragma once

#include "socket_hal.h"
#include "spark_wiring_ipaddress.h"
#include "spark_wiring_printable.h"
#include "spark_wiring_stream.h"
#include "spark_wiring_unavailable.h"

/**
 * Packets, either whole (sendPacket, receivePacket) or through a buffer of 512 bytes, which setBuffer() changes.
 *
 * Source: Device OS v2.3.1 wiring/inc/spark_wiring_udp.h.
 */
class UDP : public Stream, public Printable {
public:
    UDP() = default;
    UDP(const UDP&) = delete;
    UDP& operator=(const UDP&) = delete;
    virtual ~UDP();

    /** False when the memory for it is not there. A buffer that is given has to live as long. */
    bool setBuffer(size_t size, uint8_t* buffer = nullptr);
    void releaseBuffer();

    virtual uint8_t begin(uint16_t port, network_interface_t network = 0);
    virtual void stop();
    bool isValid() { return socket_ != 0; }

    /** How many bytes were sent, negative when it failed. */
    virtual int sendPacket(const uint8_t* buffer, size_t size, IPAddress address, uint16_t port);
    virtual int sendPacket(const char* buffer, size_t size, IPAddress address, uint16_t port) {
        return sendPacket(reinterpret_cast<const uint8_t*>(buffer), size, address, port);
    }
    /** How many bytes came; what does not fit is lost. 0 when there is no packet, negative without a socket. */
    virtual int receivePacket(uint8_t* buffer, size_t size, system_tick_t timeoutMs = 0);
    virtual int receivePacket(char* buffer, size_t size, system_tick_t timeoutMs = 0) {
        return receivePacket(reinterpret_cast<uint8_t*>(buffer), size, timeoutMs);
    }

    virtual int beginPacket(IPAddress address, uint16_t port);
    virtual int beginPacket(const char* host, uint16_t port);
    using Print::write;
    /** Into the packet; what does not fit in the buffer is lost. */
    size_t write(uint8_t byte) override;
    size_t write(const uint8_t* buffer, size_t size) override;
    virtual int endPacket();

    /** Takes the next packet into the buffer and answers its size, 0 for none. */
    virtual int parsePacket(system_tick_t timeoutMs = 0);
    int available() override { return static_cast<int>(total_ - offset_); }
    int read() override;
    virtual int read(unsigned char* buffer, size_t size);
    virtual int read(char* buffer, size_t size) { return read(reinterpret_cast<unsigned char*>(buffer), size); }
    int peek() override;
    /** Does nothing, as on the device. */
    void flush() override {}
    /** Forgets the packet. */
    void flush_buffer();

    virtual IPAddress remoteIP() { return remote_; }
    virtual uint16_t remotePort() { return remotePort_; }
    /** What is left of the packet. */
    size_t printTo(Print& print) const override;

    WIRING_UNAVAILABLE("UDP.joinMulticast()") int joinMulticast(const IPAddress& group);
    WIRING_UNAVAILABLE("UDP.leaveMulticast()") int leaveMulticast(const IPAddress& group);

private:
    static constexpr size_t DEFAULT_BUFFER = 512;

    bool prepareBuffer();

    sock_handle_t socket_ = 0;
    IPAddress remote_;
    uint16_t remotePort_ = 0;
    uint8_t* buffer_ = nullptr;
    size_t size_ = DEFAULT_BUFFER;
    bool ownsBuffer_ = false;
    size_t offset_ = 0;
    size_t total_ = 0;
};
