#include "spark_wiring_rgb.h"

#include "board.h"
#include "rgb_watch.h"
#include "spark_wiring_constants.h"

using namespace device_os;

RGBClass RGB;

namespace {

struct State {
    bool controlled;
    int red;
    int green;
    int blue;
    uint8_t brightness;
};

/** 96 of 255. Source: Device OS v2.3.1, LED's default brightness. */
State state = {false, 0, 0, 0, 96};

void show() {
    board::rgb_set(state.controlled, state.red, state.green, state.blue, state.brightness);
    rgbWatch::look();
}

}  // namespace

bool RGBClass::controlled() {
    return state.controlled;
}

void RGBClass::control(bool take) {
    if (take == state.controlled) {
        return;
    }
    state.controlled = take;
    show();
}

void RGBClass::color(int red, int green, int blue) {
    if (!state.controlled) {
        return;
    }
    state.red = constrain(red, 0, 255);
    state.green = constrain(green, 0, 255);
    state.blue = constrain(blue, 0, 255);
    show();
}

void RGBClass::brightness(uint8_t value, bool update) {
    state.brightness = value;
    if (update) {
        show();
    }
}

uint8_t RGBClass::brightness() {
    return state.brightness;
}
