#include "system_events.h"

#include "growing_list.h"
#include "panic.h"
#include "pin_edges.h"
#include "spark_wiring_system.h"
#include "tasks.h"

using namespace device_os;

namespace {

struct Handler {
    system_event_t events = 0;
    system_event_handler_t call;
};

bool tellingOfMemory = false;

GrowingList<Handler>& eventHandlers() {
    static GrowingList<Handler> list;
    return list;
}

}  // namespace

bool SystemClass::addHandler(system_event_t events, system_event_handler_t handler) {
    if (!handler) {
        return false;
    }
    Handler* const entry = eventHandlers().add();
    entry->events = events;
    entry->call = handler;
    return true;
}

void systemEvents::handle(int32_t event, int32_t parameter) {
    const system_event_t bit = static_cast<uint32_t>(event);
    eventHandlers().find([bit, parameter](Handler& entry) {
        if (entry.events & bit) {
            entry.call(bit, parameter, nullptr);
        }
        return false;
    });
}

void systemEvents::outOfMemory(size_t size) {
    // A handler that asks for memory itself. Source: Device OS v2.3.1 system/src/main.cpp.
    if (tellingOfMemory) {
        panic(PANIC_OUT_OF_HEAP, "out of memory in a handler of out_of_memory");
    }
    tellingOfMemory = true;
    handle(out_of_memory, static_cast<int32_t>(size));
    tellingOfMemory = false;
}

namespace device_os::exports {

/** Called while every task is suspended. Answers 0 while no handler may run. */
__attribute__((export_name("system_event"))) int32_t systemEvent(int32_t event, int32_t parameter) {
    if (pinEdges::areHandlersHeld()) {
        return 0;
    }
    tasks::changed();
    tasks::interrupt([event, parameter]() { systemEvents::handle(event, parameter); });
    return 1;
}

}  // namespace device_os::exports
