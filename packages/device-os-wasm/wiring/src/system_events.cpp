#include "system_events.h"

using namespace device_os;

void systemEvents::handle(int32_t, int32_t) {}
