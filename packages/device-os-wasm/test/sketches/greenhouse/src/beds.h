#pragma once

#include "Particle.h"

struct Bed {
    const char *name;
    int moisture;
};

void setupBeds();
void measureBeds();
Bed *driestBed();
/** `tomatoes 40, basil 80` */
String describeBeds();
