#include "resolving.h"

#include <string.h>

#include "board.h"
#include "spark_wiring_wifi.h"
#include "waiting.h"

namespace device_os::resolving {

namespace {

/** Source: WICED's dns_client_hostname_lookup() as Device OS v2.3.1 hal/src/photon/inet_hal.cpp calls it. */
constexpr uint32_t RESOLVE_LIMIT_MS = 5000;

}  // namespace

IPAddress addressOf(const char* host) {
    if (!host || !spark::WiFi.ready()) {
        return IPAddress();
    }
    const double address = waiting::resultOf(board::resolve(host, strlen(host)), RESOLVE_LIMIT_MS, 0);
    return static_cast<uint32_t>(address);
}

}  // namespace device_os::resolving
