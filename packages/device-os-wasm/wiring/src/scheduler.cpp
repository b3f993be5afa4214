#include "scheduler.h"

#include "board.h"
#include "pages.h"
#include "preemption.h"
#include "publishing.h"
#include "requests.h"
#include "sleep.h"
#include "spark_wiring_cloud.h"
#include "spark_wiring_ticks.h"
#include "spark_wiring_usartserial.h"
#include "spark_wiring_usbserial.h"
#include "spark_wiring_watchdog.h"
#include "system_mode.h"
#include "tasks.h"

using namespace device_os;

__attribute__((weak)) void setup() {}
__attribute__((weak)) void loop() {}
__attribute__((weak)) void serialEvent() {}
__attribute__((weak)) void serialEvent1() {}

namespace {

/** One pump for that much delay. Source: Device OS v2.3.1 system_task.cpp, SPARK_LOOP_DELAY_MILLIS. */
constexpr uint32_t DELAY_PUMP_MS = 1000;

int32_t systemMode = AUTOMATIC;
bool threaded = false;
bool connectionWanted = true;
bool setupDone = false;
bool answering = false;
uint32_t delayedMs = 0;

/** Without a system thread, the system keeps the application waiting while it connects or listens. */
bool applicationMayRun() {
    if (threaded) {
        return true;
    }
    if (board::wifi_state() & board::WIFI_LISTENING) {
        return false;
    }
    return systemMode == MANUAL || wifiSleep::isOn() || !connectionWanted || board::cloud_connected();
}

/** What the system does by itself. Only an application in manual mode has to call Particle.process() for it. */
void runBackground() {
    wifiSleep::check();
    if (systemMode != MANUAL) {
        scheduler::process();
    } else {
        // On a device these have a thread of their own.
        pages::serveAll();
    }
}

void runSerialEvents() {
    if (board::serial_available(0) > 0) {
        serialEvent();
    }
    if (board::serial_available(1) > 0) {
        serialEvent1();
    }
}

}  // namespace

namespace device_os::scheduler {

void setMode(int32_t mode) {
    systemMode = mode;
    connectionWanted = mode == AUTOMATIC;
    board::set_mode(systemMode, threaded);
}

System_Mode_TypeDef mode() {
    return static_cast<System_Mode_TypeDef>(systemMode);
}

void setThreaded() {
    threaded = true;
    board::set_mode(systemMode, threaded);
}

bool isThreaded() {
    return threaded;
}

void setConnectionWanted(bool wanted) {
    connectionWanted = wanted;
}

void restoreNetwork() {
    board::wifi_command(board::WIFI_CONNECT);
    if (connectionWanted) {
        board::cloud_connect();
    }
}

void process() {
    if (answering || !tasks::isApplication()) {
        return;
    }
    answering = true;
    delayedMs = 0;
    ApplicationWatchdog::checkin();
    requests::answerAll();
    pages::serveAll();
    publishing::tellOutcomes();
    answering = false;
}

void idle(uint32_t waitedMs, uint32_t atMostMs) {
    process();
    // Coarser the longer it takes, so that thousands of waiting Photons cost little.
    const uint32_t step = waitedMs < 16 ? 1 : waitedMs < 1600 ? waitedMs / 16 : 100;
    preemption::renew();
    tasks::wait(step < atMostMs ? step : atMostMs);
}

}  // namespace device_os::scheduler

void delay(unsigned long ms) {
    if (!tasks::isApplication()) {
        tasks::sleep(ms);
        preemption::renew();
        return;
    }
    uint32_t left = ms;
    delayedMs += left;
    if (delayedMs >= DELAY_PUMP_MS) {
        scheduler::process();
    }
    while (left > 0) {
        const uint32_t step = left < DELAY_PUMP_MS ? left : DELAY_PUMP_MS;
        tasks::sleep(step);
        left -= step;
        if (left > 0) {
            scheduler::process();
        }
    }
    preemption::renew();
}

namespace device_os::exports {

__attribute__((export_name("turn"))) void turn() {
    tasks::enterApplication();
    preemption::renew();
    runBackground();
    if (!applicationMayRun()) {
        return;
    }
    ApplicationWatchdog::checkin();
    if (!setupDone) {
        setup();
        setupDone = true;
        board::setup_done();
        return;
    }
    loop();
    runSerialEvents();
}

__attribute__((export_name("process"))) void processRequests() {
    tasks::enterApplication();
    preemption::renew();
    runBackground();
}

}  // namespace device_os::exports
