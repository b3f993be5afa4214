#pragma once

/** Marks a name of Device OS that is not built here: using it does not compile, and says why. */
#define WIRING_UNAVAILABLE(name) \
    __attribute__((unavailable(name " is part of Device OS, but not of device-os-wasm: keep it behind an interface of your own")))
