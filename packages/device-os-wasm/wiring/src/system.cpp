#include "spark_wiring_system.h"

#include <stdlib.h>

#include "board.h"
#include "heap.h"
#include "scheduler.h"
#include "spark_wiring.h"
#include "spark_wiring_cloud.h"

using namespace device_os;

SystemClass System;

namespace {

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
    return heap::freeBytes();
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

void particle::SystemReset::operator()(uint32_t data, SystemResetFlags) const {
    board::reset(board::RESET_PLAIN, data);
}

void SystemClass::dfu(SystemResetFlags) {
    board::reset(board::RESET_DFU, 0);
}

void SystemClass::enterSafeMode(SystemResetFlags) {
    board::reset(board::RESET_SAFE_MODE, 0);
}

void SystemClass::factoryReset(SystemResetFlags) {
    board::reset(board::RESET_FACTORY, 0);
}

int SystemClass::resetReason() { return board::reset_reason(); }
uint32_t SystemClass::resetReasonData() { return board::reset_reason_data(); }

System_Mode_TypeDef SystemClass::mode() {
    return scheduler::mode();
}

void SystemClass::enable(system_flag_t flag) {
    if (flag < SYSTEM_FLAG_MAX) {
        board::set_system_flag(flag, true);
    }
}

void SystemClass::disable(system_flag_t flag) {
    if (flag < SYSTEM_FLAG_MAX) {
        board::set_system_flag(flag, false);
    }
}

bool SystemClass::enabled(system_flag_t flag) {
    return flag < SYSTEM_FLAG_MAX && board::system_flag(flag);
}

uint16_t SystemClass::buttonPushed(uint8_t button) {
    return button == 0 ? static_cast<uint16_t>(static_cast<uint32_t>(board::button_pushed())) : 0;
}

void SystemClass::buttonMirror(pin_t pin, InterruptMode mode, bool) {
    if (pin < TOTAL_PINS && mode != CHANGE) {
        pinMode(pin, mode == RISING ? INPUT_PULLDOWN : INPUT_PULLUP);
        board::button_mirror(pin, mode == RISING);
    }
}

void SystemClass::disableButtonMirror(bool) {
    board::button_mirror(-1, false);
}

void SystemClass::waitStep(uint32_t waitedMs, uint32_t atMostMs) {
    scheduler::idle(waitedMs, atMostMs);
}
