#pragma once

#include <stddef.h>

class Print;

/** What print() and String can take. */
class Printable {
public:
    virtual ~Printable() = default;
    /** Answers how many bytes were printed. */
    virtual size_t printTo(Print& print) const = 0;
};
