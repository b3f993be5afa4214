#pragma once

#include <stddef.h>

#include "spark_wiring_json.h"

namespace device_os {

/** One value of a document. Its children follow it, then its next sibling. */
struct JSONToken {
    particle::JSONType type;
    /** Text of a string (unescaped) or number, with a terminator. */
    const char* text;
    size_t size;
    /** Elements of an array, members of an object (whose children are name, value, name, value ...). */
    size_t count;
    /** The token after this one and all its children. */
    int next;
};

/** A parsed text, shared by all values taken from it. */
class JSONDocument {
public:
    /** Parses in place. With `owned`, frees the text at the end. Null when memory ran out or the text is no JSON. */
    static JSONDocument* parse(char* text, size_t size, bool owned);

    void retain() { references_++; }
    void release();

    const JSONToken& token(int index) const { return tokens_[index]; }

private:
    friend class JSONParser;

    JSONDocument(char* text, bool owned) : text_(text), owned_(owned) {}
    ~JSONDocument();

    char* const text_;
    const bool owned_;
    JSONToken* tokens_ = nullptr;
    int count_ = 0;
    int capacity_ = 0;
    int references_ = 1;
};

}  // namespace device_os
