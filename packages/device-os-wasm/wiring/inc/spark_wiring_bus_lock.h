#pragma once

#include "concurrent_hal.h"

namespace particle {

/** A recursive mutex for objects that exist before any constructor runs: it is made when it is first taken. */
class BusLock {
public:
    constexpr BusLock() = default;
    BusLock(const BusLock&) = delete;
    BusLock& operator=(const BusLock&) = delete;

    bool lock() { return os_mutex_recursive_lock(handle()) == 0; }
    bool trylock() { return os_mutex_recursive_trylock(handle()) == 0; }
    bool unlock() { return os_mutex_recursive_unlock(handle()) == 0; }

private:
    os_mutex_recursive_t handle() {
        if (!handle_) {
            os_mutex_recursive_create(&handle_);
        }
        return handle_;
    }

    os_mutex_recursive_t handle_ = nullptr;
};

}  // namespace particle
