/*
 * A photoresistor between 3V3 and A0, with 10 kOhm from A0 to GND. The cloud can ask how light it is,
 * and is told when it gets dark or light.
 */

const int SENSOR = A0;
const unsigned long SAMPLE_MS = 200;

// What the converter says in the closed drawer, and at the window.
const int DARKEST = 300;
const int LIGHTEST = 3900;

// Apart from each other, so that dusk is not told again and again.
const int NIGHT_BELOW = 20;
const int DAY_ABOVE = 30;

int raw = 0;
int percent = 0;
double volts = 0.0;
String daytime = "unknown";
bool night = false;
unsigned long sampledAt = 0;

double averageVolts() {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
        sum += analogRead(SENSOR);
    }
    return sum / 8 * 3.3 / 4095;
}

void tell(bool isNight) {
    String before = daytime;
    night = isNight;
    daytime = isNight ? "night" : "day";
    if (before != daytime) {
        Particle.publish("light/" + daytime, String::format("%d%% %.2fV", percent, volts), PRIVATE);
    }
}

void sample() {
    raw = analogRead(SENSOR);
    percent = constrain(map(raw, DARKEST, LIGHTEST, 0, 100), 0, 100);
    volts = raw * 3.3 / 4095;
    if (percent < NIGHT_BELOW) {
        tell(true);
    } else if (percent > DAY_ABOVE) {
        tell(false);
    }
}

void setup() {
    Particle.variable("raw", raw);
    Particle.variable("percent", percent);
    Particle.variable("volts", volts);
    Particle.variable("daytime", daytime);
    Particle.variable("night", night);
    Particle.variable("average", averageVolts);
}

void loop() {
    if (millis() - sampledAt >= SAMPLE_MS) {
        sampledAt = millis();
        sample();
    }
}
