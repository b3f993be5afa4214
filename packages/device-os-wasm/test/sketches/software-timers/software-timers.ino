// Two software timers: one blinks the LED at D7 for ever, one switches the staircase light at D3 off again.

const int LED = D7;
const int LIGHT = D3;

int blinks = 0;
int goodNights = 0;
bool ledOn = false;

void blink() {
    ledOn = !ledOn;
    digitalWrite(LED, ledOn ? HIGH : LOW);
    if (ledOn) {
        blinks++;
    }
}

void lightsOut() {
    digitalWrite(LIGHT, LOW);
    goodNights++;
}

Timer blinker(250, blink);
Timer staircase(5000, lightsOut, true);

// "stop", "start", or the new time between two changes of the LED in milliseconds.
int setBlinking(String command) {
    if (command == "stop") {
        return blinker.stop() ? 1 : 0;
    }
    if (command == "start") {
        return blinker.start() ? 1 : 0;
    }
    int period = command.toInt();
    return period > 0 && blinker.changePeriod(period) ? period : -1;
}

// Whoever comes while it is on has five seconds from then.
int light(String command) {
    digitalWrite(LIGHT, HIGH);
    return staircase.reset() ? 1 : 0;
}

// Timers have a thread of their own, and go on while this one is busy.
int beBusy(String seconds) {
    delay(seconds.toInt() * 1000);
    return blinks;
}

bool lightIsOn() {
    return staircase.isActive();
}

void setup() {
    pinMode(LED, OUTPUT);
    pinMode(LIGHT, OUTPUT);
    Particle.function("blink", setBlinking);
    Particle.function("light", light);
    Particle.function("beBusy", beBusy);
    Particle.variable("blinks", blinks);
    Particle.variable("goodNights", goodNights);
    Particle.variable("lightIsOn", lightIsOn);
    blinker.start();
}

void loop() {}
