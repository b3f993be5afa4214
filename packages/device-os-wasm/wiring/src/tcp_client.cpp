#include <string.h>

#include "board.h"
#include "preemption.h"
#include "resolving.h"
#include "spark_wiring_tcpclient.h"
#include "spark_wiring_wifi.h"
#include "waiting.h"

using namespace device_os;
using namespace spark;

namespace {

constexpr sock_handle_t NO_SOCKET = 0;

/** Source: Device OS v2.3.1 hal/src/photon/socket_hal.cpp. */
constexpr uint32_t CONNECT_LIMIT_MS = 5000;

/** WICED_TIMEOUT and an invalid socket, negative as the device's HAL gives them. */
constexpr int ERROR_TIMEOUT = -2;
constexpr int ERROR_CLOSED = -1;

}  // namespace

struct TCPClient::Connection {
    int users = 1;
    sock_handle_t socket = NO_SOCKET;
    IPAddress remote;
    uint16_t offset = 0;
    uint16_t total = 0;
    uint8_t buffer[TCPCLIENT_BUF_MAX_SIZE];
};

TCPClient::TCPClient(sock_handle_t socket) {
    if (socket > NO_SOCKET) {
        connection().socket = socket;
        connection().remote = board::socket_remote(socket);
    }
}

TCPClient::TCPClient(const TCPClient& other) : Client(other), connection_(other.connection_) {
    if (connection_) {
        connection_->users++;
    }
}

TCPClient& TCPClient::operator=(const TCPClient& other) {
    if (connection_ != other.connection_) {
        release();
        connection_ = other.connection_;
        if (connection_) {
            connection_->users++;
        }
    }
    Client::operator=(other);
    return *this;
}

TCPClient::~TCPClient() {
    release();
}

TCPClient::Connection& TCPClient::connection() {
    if (!connection_) {
        connection_ = new Connection();
    }
    return *connection_;
}

void TCPClient::release() {
    if (connection_ && --connection_->users == 0) {
        stop();
        delete connection_;
    }
    connection_ = nullptr;
}

sock_handle_t TCPClient::sock_handle() const {
    return connection_ ? connection_->socket : NO_SOCKET;
}

int TCPClient::connect(const char* host, uint16_t port, network_interface_t network) {
    stop();
    const IPAddress address = resolving::addressOf(host);
    return address ? connect(address, port, network) : 0;
}

int TCPClient::connect(IPAddress address, uint16_t port, network_interface_t) {
    stop();
    const sock_handle_t socket = WiFi.ready() ? board::socket_connect(address.raw().ipv4, port) : NO_SOCKET;
    if (socket == NO_SOCKET) {
        return 0;
    }
    connection().socket = socket;
    connection().remote = address;
    waiting::until([socket]() { return board::socket_state(socket) != board::SOCKET_OPENING; }, CONNECT_LIMIT_MS);
    if (board::socket_state(socket) == board::SOCKET_OPEN) {
        return 1;
    }
    stop();
    return 0;
}

size_t TCPClient::write(uint8_t byte) {
    return write(&byte, 1);
}

size_t TCPClient::write(const uint8_t* buffer, size_t size) {
    return write(buffer, size, SPARK_WIRING_TCPCLIENT_DEFAULT_SEND_TIMEOUT);
}

size_t TCPClient::write(uint8_t byte, system_tick_t timeoutMs) {
    return write(&byte, 1, timeoutMs);
}

size_t TCPClient::write(const uint8_t* buffer, size_t size, system_tick_t timeoutMs) {
    preemption::charge(20);
    clearWriteError();
    const sock_handle_t socket = sock_handle();
    size_t written = 0;
    int error = status() ? 0 : ERROR_CLOSED;
    const auto writeMore = [&]() {
        const int taken = board::socket_write(socket, buffer + written, size - written);
        error = taken < 0 ? ERROR_CLOSED : 0;
        written += taken < 0 ? 0 : static_cast<size_t>(taken);
        return error || written == size;
    };
    if (!error && !waiting::until(writeMore, timeoutMs)) {
        error = ERROR_TIMEOUT;
    }
    if (error) {
        setWriteError(error);
    }
    // The device answers the error where nothing was written.
    return error && written == 0 ? static_cast<size_t>(error) : written;
}

int TCPClient::buffered() const {
    return connection_ ? connection_->total - connection_->offset : 0;
}

int TCPClient::available() {
    preemption::charge(20);
    if (buffered() == 0) {
        flush_buffer();
    }
    if (sock_handle() != NO_SOCKET && connection_->total < TCPCLIENT_BUF_MAX_SIZE) {
        const size_t room = static_cast<size_t>(TCPCLIENT_BUF_MAX_SIZE - connection_->total);
        const int count = board::socket_read(connection_->socket, connection_->buffer + connection_->total, room);
        connection_->total = static_cast<uint16_t>(connection_->total + (count < 0 ? 0 : count));
    }
    return buffered();
}

int TCPClient::read() {
    return buffered() || available() ? connection_->buffer[connection_->offset++] : -1;
}

int TCPClient::read(uint8_t* buffer, size_t size) {
    if (!buffered() && !available()) {
        return -1;
    }
    const size_t there = static_cast<size_t>(buffered());
    const size_t count = size < there ? size : there;
    memcpy(buffer, connection_->buffer + connection_->offset, count);
    connection_->offset = static_cast<uint16_t>(connection_->offset + count);
    return static_cast<int>(count);
}

int TCPClient::peek() {
    return buffered() || available() ? connection_->buffer[connection_->offset] : -1;
}

void TCPClient::flush_buffer() {
    if (connection_) {
        connection_->offset = 0;
        connection_->total = 0;
    }
}

void TCPClient::stop() {
    if (connection_) {
        board::socket_close(connection_->socket);
        connection_->socket = NO_SOCKET;
        connection_->remote.clear();
        flush_buffer();
    }
}

uint8_t TCPClient::connected() {
    if (status() || buffered()) {
        return 1;
    }
    if (sock_handle() == NO_SOCKET) {
        return 0;
    }
    if (available()) {
        return 1;
    }
    stop();
    return 0;
}

uint8_t TCPClient::status() {
    return sock_handle() != NO_SOCKET && WiFi.ready() && board::socket_state(sock_handle()) == board::SOCKET_OPEN;
}

IPAddress TCPClient::remoteIP() {
    return connection_ ? connection_->remote : IPAddress();
}
