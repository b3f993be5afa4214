#pragma once

#include "spark_wiring_unavailable.h"

// Classes and objects of Device OS that have no counterpart on a Board yet.

#define DEVICE_OS_NOT_BUILT(name)              \
    class WIRING_UNAVAILABLE(#name) name {     \
    public:                                    \
        template <typename... Arguments>       \
        explicit name(Arguments&&... arguments); \
    };

DEVICE_OS_NOT_BUILT(LEDStatus)

#undef DEVICE_OS_NOT_BUILT

WIRING_UNAVAILABLE("Keyboard") extern int Keyboard;
WIRING_UNAVAILABLE("Mouse") extern int Mouse;
