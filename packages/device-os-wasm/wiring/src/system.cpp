#include "spark_wiring_system.h"

#include <stdlib.h>

#include "board.h"
#include "heap.h"
#include "scheduler.h"
#include "spark_wiring_cloud.h"
#include "system_events.h"

using namespace device_os;

SystemClass System;

namespace {

bool updates = true;
bool resets = true;

String versionText() {
    char text[24];
    board::system_version(text, sizeof(text));
    return String(text);
}

}  // namespace

String SystemClass::deviceID() {
    return CloudClass::deviceID();
}

String SystemClass::version() {
    return versionText();
}

uint32_t SystemClass::versionNumber() {
    const String text = versionText();
    const char* at = text;
    uint32_t number = 0;
    for (int i = 0; i < 4; i++) {
        char* end = nullptr;
        number = number << 8 | (strtoul(at, &end, 10) & 0xFF);
        at = *end == '.' ? end + 1 : end;
    }
    return number;
}

uint32_t SystemClass::freeMemory() {
    return heap::largestBlock();
}

uint64_t SystemClass::millis() {
    return static_cast<uint64_t>(board::uptime_ms());
}

unsigned SystemClass::uptime() {
    return static_cast<unsigned>(millis() / 1000);
}

uint32_t SystemClass::ticks() {
    return static_cast<uint32_t>(static_cast<uint64_t>(board::uptime_ms() * 1000.0 * ticksPerMicrosecond()));
}

void particle::SystemReset::operator()(uint32_t data, SystemResetFlag) const {
    systemEvents::handle(::reset, 0);
    board::reset(board::RESET_PLAIN, data);
}

void SystemClass::dfu(bool) {
    board::reset(board::RESET_DFU, 0);
}

void SystemClass::enterSafeMode() {
    board::reset(board::RESET_SAFE_MODE, 0);
}

void SystemClass::factoryReset() {
    board::reset(board::RESET_FACTORY, 0);
}

int SystemClass::resetReason() { return board::reset_reason(); }
uint32_t SystemClass::resetReasonData() { return board::reset_reason_data(); }

void SystemClass::enableUpdates() {
    updates = true;
    board::set_updates(updates);
}

void SystemClass::disableUpdates() {
    updates = false;
    board::set_updates(updates);
}

bool SystemClass::updatesEnabled() { return updates; }
void SystemClass::enableReset() { resets = true; }
void SystemClass::disableReset() { resets = false; }

void SystemClass::waitStep(uint32_t waitedMs, uint32_t atMostMs) {
    scheduler::idle(waitedMs, atMostMs);
}
