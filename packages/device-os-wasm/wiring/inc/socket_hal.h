#pragma once

#include "system_tick_hal.h"

typedef int sock_handle_t;

/** Waits as long as it takes. */
constexpr system_tick_t SOCKET_WAIT_FOREVER = 0xFFFFFFFF;
