#include "spark_wiring_udp.h"

#include <stdlib.h>
#include <string.h>

#include "board.h"
#include "preemption.h"
#include "resolving.h"
#include "spark_wiring_wifi.h"
#include "waiting.h"

using namespace device_os;
using namespace spark;

namespace {

/** Binding is a matter of milliseconds. */
constexpr uint32_t BIND_LIMIT_MS = 1000;

}  // namespace

UDP::~UDP() {
    stop();
    releaseBuffer();
}

bool UDP::setBuffer(size_t size, uint8_t* buffer) {
    releaseBuffer();
    if (!buffer && size) {
        buffer = static_cast<uint8_t*>(malloc(size));
        ownsBuffer_ = buffer;
    }
    buffer_ = buffer;
    size_ = buffer ? size : 0;
    return size_;
}

void UDP::releaseBuffer() {
    if (ownsBuffer_) {
        free(buffer_);
    }
    buffer_ = nullptr;
    ownsBuffer_ = false;
    size_ = 0;
    flush_buffer();
}

bool UDP::prepareBuffer() {
    return buffer_ || (size_ && setBuffer(size_));
}

uint8_t UDP::begin(uint16_t port, network_interface_t) {
    stop();
    socket_ = WiFi.ready() ? board::socket_bind(port) : 0;
    const sock_handle_t socket = socket_;
    if (!socket) {
        return 0;
    }
    waiting::until([socket]() { return board::socket_state(socket) != board::SOCKET_OPENING; }, BIND_LIMIT_MS);
    if (board::socket_state(socket) != board::SOCKET_OPEN) {
        stop();
    }
    return socket_ != 0;
}

void UDP::stop() {
    board::socket_close(socket_);
    socket_ = 0;
    flush_buffer();
}

int UDP::sendPacket(const uint8_t* buffer, size_t size, IPAddress address, uint16_t port) {
    preemption::charge(20);
    return board::datagram_send(socket_, buffer, size, address.raw().ipv4, port);
}

int UDP::receivePacket(uint8_t* buffer, size_t size, system_tick_t timeoutMs) {
    preemption::charge(20);
    if (!buffer || !WiFi.ready()) {
        return -1;
    }
    board::Peer peer{};
    int count = 0;
    waiting::until(
        [&]() {
            count = board::datagram_receive(socket_, buffer, size, &peer);
            return count != 0;
        },
        timeoutMs);
    if (count > 0) {
        remote_ = peer.address;
        remotePort_ = static_cast<uint16_t>(peer.port);
    }
    return count;
}

int UDP::beginPacket(const char* host, uint16_t port) {
    const IPAddress address = resolving::addressOf(host);
    return address ? beginPacket(address, port) : 0;
}

int UDP::beginPacket(IPAddress address, uint16_t port) {
    prepareBuffer();
    remote_ = address;
    remotePort_ = port;
    flush_buffer();
    return static_cast<int>(size_);
}

size_t UDP::write(uint8_t byte) {
    return write(&byte, 1);
}

size_t UDP::write(const uint8_t* buffer, size_t size) {
    const size_t room = buffer_ ? size_ - offset_ : 0;
    const size_t count = size < room ? size : room;
    if (count) {
        memcpy(buffer_ + offset_, buffer, count);
    }
    offset_ += count;
    return count;
}

int UDP::endPacket() {
    const int sent = sendPacket(buffer_, offset_, remote_, remotePort_);
    flush();
    return sent;
}

int UDP::parsePacket(system_tick_t timeoutMs) {
    flush_buffer();
    if (prepareBuffer()) {
        const int count = receivePacket(buffer_, size_, timeoutMs);
        total_ = count > 0 ? static_cast<size_t>(count) : 0;
    }
    return available();
}

int UDP::read() {
    return available() > 0 ? buffer_[offset_++] : -1;
}

int UDP::read(unsigned char* buffer, size_t size) {
    if (available() <= 0) {
        return -1;
    }
    const size_t there = total_ - offset_;
    const size_t count = size < there ? size : there;
    memcpy(buffer, buffer_ + offset_, count);
    offset_ += count;
    return static_cast<int>(count);
}

int UDP::peek() {
    return available() > 0 ? buffer_[offset_] : -1;
}

void UDP::flush_buffer() {
    offset_ = 0;
    total_ = 0;
}

size_t UDP::printTo(Print& print) const {
    return total_ > offset_ ? print.write(buffer_ + offset_, total_ - offset_) : 0;
}
