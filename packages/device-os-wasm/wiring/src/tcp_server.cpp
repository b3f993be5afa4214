#include "spark_wiring_tcpserver.h"

#include "board.h"
#include "preemption.h"
#include "spark_wiring_wifi.h"
#include "waiting.h"

using namespace device_os;
using namespace spark;

namespace {

/** Listening is a matter of milliseconds. */
constexpr uint32_t LISTEN_LIMIT_MS = 1000;

}  // namespace

TCPServer::TCPServer(uint16_t port, network_interface_t) : port_(port) {}

bool TCPServer::begin() {
    stop();
    const sock_handle_t socket = WiFi.ready() ? board::socket_listen(port_) : 0;
    if (!socket) {
        return false;
    }
    waiting::until([socket]() { return board::socket_state(socket) != board::SOCKET_OPENING; }, LISTEN_LIMIT_MS);
    socket_ = socket;
    if (board::socket_state(socket) != board::SOCKET_OPEN) {
        stop();
    }
    return socket_ != 0;
}

void TCPServer::stop() {
    client_.stop();
    board::socket_close(socket_);
    socket_ = 0;
}

TCPClient TCPServer::available() {
    preemption::charge(20);
    if (!socket_ || board::socket_state(socket_) != board::SOCKET_OPEN) {
        begin();
    }
    client_ = TCPClient(socket_ ? board::socket_accept(socket_) : 0);
    return client_;
}

size_t TCPServer::write(uint8_t byte) {
    return write(&byte, 1);
}

size_t TCPServer::write(const uint8_t* buffer, size_t size) {
    return write(buffer, size, SPARK_WIRING_TCPCLIENT_DEFAULT_SEND_TIMEOUT);
}

size_t TCPServer::write(uint8_t byte, system_tick_t timeoutMs) {
    return write(&byte, 1, timeoutMs);
}

size_t TCPServer::write(const uint8_t* buffer, size_t size, system_tick_t timeoutMs) {
    const size_t written = client_.write(buffer, size, timeoutMs);
    setWriteError(client_.getWriteError());
    return written;
}
