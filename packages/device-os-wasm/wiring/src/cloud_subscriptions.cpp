#include "cloud_subscriptions.h"

#include <string.h>

#include "board.h"
#include "spark_wiring_cloud.h"

using namespace device_os;

namespace {

/** Source: observed on Device OS v2.3.1. */
constexpr unsigned int MAX_SUBSCRIPTIONS = 4;

struct Subscription {
    String filter;
    String device;
    Spark_Subscription_Scope_TypeDef scope = ALL_DEVICES;
    wiring_event_handler_t handler;
    /** The same handler, where it is a plain function and so can be told from another. */
    EventHandler plain = nullptr;
};

struct Subscriptions {
    Subscription entries[MAX_SUBSCRIPTIONS];
    unsigned int count = 0;
};

Subscriptions& subscriptions() {
    static Subscriptions all;
    return all;
}

bool isKnown(const Subscription& wanted) {
    const Subscriptions& all = subscriptions();
    for (unsigned int i = 0; i < all.count; i++) {
        const Subscription& entry = all.entries[i];
        if (wanted.plain && entry.plain == wanted.plain && entry.scope == wanted.scope &&
            entry.filter == wanted.filter && entry.device == wanted.device) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool CloudClass::registerHandler(const char* filter, wiring_event_handler_t handler, EventHandler plain,
                                 Spark_Subscription_Scope_TypeDef scope, const char* deviceId) {
    if (!filter || !handler) {
        return false;
    }
    Subscription wanted;
    wanted.filter = String(filter, static_cast<unsigned int>(strnlen(filter, particle::detail::MAX_CLOUD_NAME)));
    wanted.device = deviceId ? deviceId : "";
    wanted.scope = scope;
    wanted.handler = handler;
    wanted.plain = plain;
    if (isKnown(wanted)) {
        return true;
    }
    Subscriptions& all = subscriptions();
    if (all.count == MAX_SUBSCRIPTIONS) {
        return false;
    }
    board::subscribe(wanted.filter, wanted.filter.length(), scope, wanted.device, wanted.device.length());
    all.entries[all.count++] = wanted;
    return true;
}

void CloudClass::unsubscribe() {
    subscriptions() = Subscriptions();
    board::unsubscribe();
}

void cloud::handleEvent(const char* name, const char* data) {
    for (unsigned int i = 0; i < subscriptions().count; i++) {
        // A copy: the handler may unsubscribe.
        const Subscription entry = subscriptions().entries[i];
        if (strncmp(name, entry.filter, entry.filter.length()) == 0) {
            entry.handler(name, data);
        }
    }
}
