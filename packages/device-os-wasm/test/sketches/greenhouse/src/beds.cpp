#include "beds.h"

#include "Hygrometer.h"

namespace {

Hygrometer probes[] = {Hygrometer(A0), Hygrometer(A1)};
Bed beds[] = {{"tomatoes", 0}, {"basil", 0}};

static_assert(arraySize(beds) == arraySize(probes), "each bed has a probe");

}  // namespace

void setupBeds() {
    for (Hygrometer &probe : probes) {
        probe.begin();
    }
}

void measureBeds() {
    for (size_t i = 0; i < arraySize(beds); i++) {
        beds[i].moisture = probes[i].moisture();
    }
}

Bed *driestBed() {
    Bed *driest = beds;
    for (Bed &bed : beds) {
        if (bed.moisture < driest->moisture) {
            driest = &bed;
        }
    }
    return driest;
}

String describeBeds() {
    String text;
    for (const Bed &bed : beds) {
        if (text.length() > 0) {
            text += ", ";
        }
        text += String(bed.name) + " " + bed.moisture;
    }
    return text;
}
