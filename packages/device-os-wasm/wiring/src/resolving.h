#pragma once

#include "spark_wiring_ipaddress.h"

namespace device_os::resolving {

/** Of `a.b.c.d` or a name that the board knows; 0.0.0.0 for any other. Suspends the application meanwhile. */
IPAddress addressOf(const char* host);

}  // namespace device_os::resolving
