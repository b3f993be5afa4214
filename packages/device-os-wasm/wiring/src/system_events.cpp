#include "system_events.h"

#include "growing_list.h"
#include "spark_wiring_system.h"

using namespace device_os;

namespace {

struct Handler {
    system_event_t events = 0;
    system_event_handler_t call;
};

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
