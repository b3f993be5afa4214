// A push button from D2 to GND. Each press is counted once, however much the contact bounces.

const int BUTTON = D2;
const unsigned long QUIET_MS = 30;

volatile bool changed = false;
volatile unsigned long changedAt = 0;

bool down = false;
int presses = 0;

// As short as an interrupt handler should be: it only notes when the contact last moved.
void onChange() {
    changedAt = millis();
    changed = true;
}

int resetCount(String argument) {
    int before = presses;
    presses = 0;
    return before;
}

void setup() {
    pinMode(BUTTON, INPUT_PULLUP);
    attachInterrupt(BUTTON, onChange, CHANGE);
    Particle.variable("presses", presses);
    Particle.function("resetCount", resetCount);
}

void loop() {
    if (!changed || millis() - changedAt < QUIET_MS) {
        return;
    }
    changed = false;
    bool isDown = digitalRead(BUTTON) == LOW;
    if (isDown == down) {
        return;  // a spike, or as it was after all that bouncing
    }
    down = isDown;
    if (down) {
        presses++;
        Particle.publish("button/pressed", String(presses), PRIVATE);
    }
}
