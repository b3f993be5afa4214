#include "requests.h"

#include "cloud_functions.h"
#include "cloud_subscriptions.h"
#include "cloud_variables.h"
#include "system_event.h"
#include "system_events.h"
#include "wall_clock.h"

using namespace device_os;

namespace {

board::Request request;

void handleSystemEvent(int32_t event, int32_t parameter) {
    if (event == time_changed && parameter == time_changed_sync) {
        wallClock::synchronized();
    }
    systemEvents::handle(event, parameter);
}

}  // namespace

namespace device_os::requests {

void answerAll() {
    while (const int32_t kind = board::poll_request(&request)) {
        switch (kind) {
            case board::REQUEST_FUNCTION:
                cloud::callFunction(request.id, request.name, request.data);
                break;
            case board::REQUEST_VARIABLE:
                cloud::readVariable(request.id, request.name);
                break;
            case board::REQUEST_EVENT:
                cloud::handleEvent(request.name, request.hasData ? request.data : nullptr);
                break;
            default:
                handleSystemEvent(request.event, request.parameter);
        }
    }
}

}  // namespace device_os::requests
