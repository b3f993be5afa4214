#include "pin_edges.h"

#include "pulses.h"
#include "tasks.h"

using namespace device_os;

namespace {

struct InterruptLine {
    wiring_interrupt_handler_t handler;
    InterruptMode mode = CHANGE;
    bool pending = false;
};

InterruptLine interruptLines[TOTAL_PINS];
bool interruptsDisabled = false;
int atomicDepth = 0;
pinEdges::Watch edgeWatch = nullptr;

/** D0 and A5 share the line of the SETUP button. Source: Device OS reference, attachInterrupt(). */
bool hasInterrupt(uint16_t pin) {
    return pin < TOTAL_PINS && pin != D0 && pin != A5;
}

void runPending() {
    for (InterruptLine& line : interruptLines) {
        if (line.pending && !pinEdges::areHandlersHeld()) {
            line.pending = false;
            if (line.handler) {
                tasks::interrupt(line.handler);
            }
        }
    }
}

}  // namespace

bool attachInterrupt(uint16_t pin, wiring_interrupt_handler_t handler, InterruptMode mode, int8_t, uint8_t) {
    if (!hasInterrupt(pin)) {
        return false;
    }
    interruptLines[pin].handler = std::move(handler);
    interruptLines[pin].mode = mode;
    interruptLines[pin].pending = false;
    return true;
}

bool detachInterrupt(uint16_t pin) {
    if (!hasInterrupt(pin)) {
        return false;
    }
    interruptLines[pin].handler = nullptr;
    return true;
}

void noInterrupts() {
    if (!interruptsDisabled && !tasks::inInterrupt()) {
        interruptsDisabled = true;
        tasks::holdOthers();
    }
}

void interrupts() {
    if (interruptsDisabled && !tasks::inInterrupt()) {
        interruptsDisabled = false;
        tasks::release();
        runPending();
    }
}

particle::AtomicSection::AtomicSection() {
    tasks::holdOthers();
    atomicDepth++;
}

particle::AtomicSection::~AtomicSection() {
    atomicDepth--;
    tasks::release();
    if (!tasks::inInterrupt()) {
        runPending();
    }
}

namespace device_os::pinEdges {

bool matches(InterruptMode mode, bool rising) {
    return mode == CHANGE || (mode == RISING) == rising;
}

bool areHandlersHeld() {
    return interruptsDisabled || atomicDepth > 0;
}

void setWatch(Watch next) {
    edgeWatch = next;
}

}  // namespace device_os::pinEdges

namespace device_os::exports {

/** Called while every task is suspended. */
__attribute__((export_name("pin_edge"))) void pinEdge(int32_t pin, int32_t rising) {
    tasks::changed();
    if (pin < 0 || pin >= TOTAL_PINS || (edgeWatch && edgeWatch(static_cast<uint16_t>(pin), rising != 0))) {
        return;
    }
    pulses::edge(static_cast<uint16_t>(pin), rising != 0);
    InterruptLine& line = interruptLines[pin];
    if (line.handler && pinEdges::matches(line.mode, rising != 0)) {
        line.pending = true;
        runPending();
    }
}

}  // namespace device_os::exports
