#include "sleep.h"

#include "board.h"
#include "cloud_limits.h"
#include "pin_edges.h"
#include "preemption.h"
#include "publishing.h"
#include "scheduler.h"
#include "spark_wiring_system.h"
#include "spark_wiring_ticks.h"
#include "tasks.h"
#include "waiting.h"

using namespace device_os;

namespace {

const SystemSleepConfiguration* asleepAs = nullptr;
pin_t wokenBy = PIN_INVALID;
SleepResult lastSleep;
/** Since the start: what ended before is told by the reason of the reset. */
bool sleepsHere = false;

bool wifiSleeps = false;
system_tick_t wifiAsleepSince = 0;
system_tick_t wifiSleepMs = 0;

bool wakeAtEdge(uint16_t pin, bool rising) {
    if (!asleepAs) {
        return false;
    }
    for (size_t i = 0; i < asleepAs->wakePinCount(); i++) {
        const particle::WakePin& one = asleepAs->wakePins()[i];
        if (one.pin == pin && pinEdges::matches(one.mode, rising)) {
            wokenBy = pin;
        }
    }
    // The processor is off: no handler runs.
    return true;
}

bool isUsable(const SystemSleepConfiguration& configuration) {
    if (configuration.sleepMode() == SystemSleepMode::NONE) {
        return false;
    }
    for (size_t i = 0; i < configuration.wakePinCount(); i++) {
        if (configuration.wakePins()[i].pin >= TOTAL_PINS) {
            return false;
        }
    }
    // Without either it would never wake. A hibernating Photon always does at WKP.
    return configuration.sleepMode() == SystemSleepMode::HIBERNATE || configuration.sleepDuration() > 0 ||
           configuration.wakePinCount() > 0;
}

/** Stops here until a pin or the time wakes it. */
SleepResult stopAndWait(const SystemSleepConfiguration& configuration) {
    asleepAs = &configuration;
    wokenBy = PIN_INVALID;
    pinEdges::setWatch(wakeAtEdge);
    tasks::holdOthers();
    const double duration = configuration.sleepDuration();
    board::sleep_begin(static_cast<int32_t>(configuration.sleepMode()), duration > 0 ? duration : tasks::FOREVER);
    const bool byPin = tasks::block([]() { return wokenBy != PIN_INVALID; }, duration > 0 ? duration : tasks::FOREVER);
    board::sleep_end();
    asleepAs = nullptr;
    tasks::release();
    preemption::renew();
    return SleepResult(byPin ? WAKEUP_REASON_PIN : WAKEUP_REASON_RTC, SYSTEM_ERROR_NONE, wokenBy);
}

/** The cloud acknowledges, and callbacks hear of it, before the processor stops. */
void waitForCloud() {
    waiting::until(publishing::allAcknowledged, CLOUD_ACKNOWLEDGE_LIMIT_MS);
    scheduler::process();
}

}  // namespace

SystemSleepResult particle::SystemSleepCalls::sleep(const SystemSleepConfiguration& configuration) {
    sleepsHere = true;
    if (!isUsable(configuration)) {
        lastSleep = SleepResult(WAKEUP_REASON_NONE, SYSTEM_ERROR_INVALID_ARGUMENT);
        return SystemSleepResult(lastSleep);
    }
    if (configuration.isSet(SystemSleepFlag::WAIT_CLOUD)) {
        waitForCloud();
    }
    if (configuration.sleepMode() == SystemSleepMode::HIBERNATE) {
        const double duration = configuration.sleepDuration();
        board::hibernate(duration > 0 ? duration : tasks::FOREVER);
    } else {
        lastSleep = stopAndWait(configuration);
    }
    return SystemSleepResult(lastSleep);
}

SleepResult particle::SystemSleepCalls::sleep(Spark_Sleep_TypeDef mode, SleepSeconds time, SleepOptionFlags) {
    if (mode == SLEEP_MODE_WLAN) {
        wifiSleeps = true;
        wifiAsleepSince = ::millis();
        wifiSleepMs = static_cast<system_tick_t>(time.count) * 1000;
        board::wifi_command(board::WIFI_OFF);
        return SleepResult();
    }
    SystemSleepConfiguration configuration;
    configuration.mode(SystemSleepMode::HIBERNATE).duration(static_cast<uint32_t>(time.count) * 1000);
    return sleep(configuration);
}

SleepResult particle::SystemSleepCalls::stop(const pin_t* pins, size_t pinCount, const InterruptMode* wakeModes,
                                             size_t modeCount, SleepSeconds time) {
    SystemSleepConfiguration configuration;
    configuration.mode(SystemSleepMode::STOP).duration(static_cast<uint32_t>(time.count) * 1000);
    for (size_t i = 0; i < pinCount && modeCount > 0; i++) {
        configuration.gpio(pins[i], wakeModes[i < modeCount ? i : modeCount - 1]);
    }
    return sleep(configuration);
}

SleepResult particle::SystemSleepCalls::sleepResult() {
    if (!sleepsHere && board::reset_reason() == RESET_REASON_POWER_MANAGEMENT) {
        return SleepResult(WAKEUP_REASON_PIN_OR_RTC, SYSTEM_ERROR_NONE, WKP);
    }
    return lastSleep;
}

namespace device_os::wifiSleep {

bool isOn() {
    return wifiSleeps;
}

void check() {
    if (wifiSleeps && millis() - wifiAsleepSince >= wifiSleepMs) {
        wifiSleeps = false;
        scheduler::restoreNetwork();
    }
}

}  // namespace device_os::wifiSleep
