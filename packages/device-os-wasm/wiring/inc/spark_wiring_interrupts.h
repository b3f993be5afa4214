#pragma once

#include "pinmap.h"
#include "spark_wiring_std.h"
#include "spark_wiring_thread.h"
#include "spark_wiring_unavailable.h"

/** Source: Device OS v2.3.1 wiring/inc/spark_wiring_interrupts.h. */

typedef std::function<void()> wiring_interrupt_handler_t;
typedef void (*raw_interrupt_handler_t)();

enum InterruptMode { CHANGE, RISING, FALLING };

/**
 * Calls the handler at each such edge that comes from outside, as soon as the application is suspended. It must neither
 * wait nor take long. Answers false for a pin that has no interrupt: on a Photon, D0 and A5.
 */
bool attachInterrupt(uint16_t pin, wiring_interrupt_handler_t handler, InterruptMode mode, int8_t priority = -1,
                     uint8_t subpriority = 0);
template <typename Class>
bool attachInterrupt(uint16_t pin, void (Class::*handler)(), Class* instance, InterruptMode mode, int8_t priority = -1,
                     uint8_t subpriority = 0) {
    return attachInterrupt(pin, [handler, instance]() { (instance->*handler)(); }, mode, priority, subpriority);
}
bool detachInterrupt(uint16_t pin);

/** Until interrupts(), handlers wait, each for one edge at most, and no other thread runs. */
void noInterrupts();
void interrupts();

namespace particle {

/** Neither a handler nor another thread runs while it lives. */
class AtomicSection {
public:
    AtomicSection();
    ~AtomicSection();
    AtomicSection(const AtomicSection&) = delete;
    AtomicSection& operator=(const AtomicSection&) = delete;

    bool takeTurn() {
        const bool first = once_;
        once_ = false;
        return first;
    }

private:
    bool once_ = true;
};

}  // namespace particle

#define ATOMIC_BLOCK() for (particle::AtomicSection particle_atomic_; particle_atomic_.takeTurn();)

// The processor's own interrupts: here it has none.
template <typename... Arguments>
WIRING_UNAVAILABLE("attachInterruptDirect()")
bool attachInterruptDirect(Arguments... arguments);
template <typename... Arguments>
WIRING_UNAVAILABLE("detachInterruptDirect()")
bool detachInterruptDirect(Arguments... arguments);
template <typename... Arguments>
WIRING_UNAVAILABLE("attachSystemInterrupt()")
bool attachSystemInterrupt(Arguments... arguments);
template <typename... Arguments>
WIRING_UNAVAILABLE("detachSystemInterrupt()")
bool detachSystemInterrupt(Arguments... arguments);
