#include "rgb_watch.h"

#include "board.h"
#include "led_ticks.h"
#include "pins.h"
#include "spark_wiring.h"
#include "tasks.h"

using namespace device_os;

namespace {

constexpr size_t MIRRORED_CHANNELS = 3;

struct RgbMirror {
    pin_t pins[MIRRORED_CHANNELS];
    bool isOn = false;
    bool inverted = false;
};

/** A pointer, because the application's own constructors may set it before one of this file has run. */
wiring_rgb_change_handler_t* changeHandler = nullptr;
RgbMirror mirror;
/** What the handler was told last; -1 is nothing yet. */
int32_t watchedColor = -1;

uint8_t channelOf(int32_t color, size_t channel) {
    return static_cast<uint8_t>(color >> (16 - 8 * channel) & 0xFF);
}

void writeMirror(int32_t color) {
    for (size_t i = 0; i < MIRRORED_CHANNELS; i++) {
        const uint8_t value = channelOf(color, i);
        analogWrite(mirror.pins[i], mirror.inverted ? 255 - value : value);
    }
}

}  // namespace

bool rgbWatch::isWanted() {
    return changeHandler != nullptr || mirror.isOn;
}

void rgbWatch::look() {
    if (!isWanted()) {
        return;
    }
    const int32_t color = board::rgb_color();
    if (color == watchedColor || color < 0) {
        return;
    }
    watchedColor = color;
    if (mirror.isOn) {
        writeMirror(color);
    }
    if (changeHandler) {
        // A copy, because it may set another.
        const wiring_rgb_change_handler_t handler = *changeHandler;
        const auto tell = [&]() { handler(channelOf(color, 0), channelOf(color, 1), channelOf(color, 2)); };
        if (tasks::inInterrupt()) {
            tell();
        } else {
            tasks::interrupt(tell);
        }
    }
}

void RGBClass::onChange(wiring_rgb_change_handler_t handler) {
    delete changeHandler;
    changeHandler = handler ? new wiring_rgb_change_handler_t(std::move(handler)) : nullptr;
    watchedColor = -1;
    ledTicks::demand();
}

void RGBClass::mirrorTo(pin_t red, pin_t green, pin_t blue, bool invert, bool) {
    mirror = {{red, green, blue}, true, invert};
    for (const pin_t pin : mirror.pins) {
        if (pins::hasPwm(pin)) {
            pinMode(pin, OUTPUT);
        }
    }
    watchedColor = -1;
    ledTicks::demand();
}

void RGBClass::mirrorDisable(bool) {
    if (!mirror.isOn) {
        return;
    }
    mirror.isOn = false;
    for (const pin_t pin : mirror.pins) {
        if (pins::hasPwm(pin)) {
            pinMode(pin, INPUT);
        }
    }
}
