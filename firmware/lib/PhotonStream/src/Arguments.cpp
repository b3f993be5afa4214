#include "Arguments.h"

#include "Interval.h"

namespace photonstream {

namespace {

struct Text {
    const char* begin;
    const char* end;
};

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

char lowerCase(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

Text trim(const char* text, std::size_t length) {
    Text trimmed = {text, text + length};
    while (trimmed.begin != trimmed.end && isBlank(*trimmed.begin)) {
        ++trimmed.begin;
    }
    while (trimmed.begin != trimmed.end && isBlank(trimmed.end[-1])) {
        --trimmed.end;
    }
    return trimmed;
}

bool equals(Text text, const char* lowerCaseWord) {
    const char* c = text.begin;
    for (; c != text.end && *lowerCaseWord != '\0'; ++c, ++lowerCaseWord) {
        if (lowerCase(*c) != *lowerCaseWord) {
            return false;
        }
    }
    return c == text.end && *lowerCaseWord == '\0';
}

}  // namespace

StreamCommand parseStreamCommand(const char* text, std::size_t length) {
    const Text word = trim(text, length);
    if (word.begin == word.end) {
        return StreamCommand::Flip;
    }
    if (equals(word, "on")) {
        return StreamCommand::On;
    }
    if (equals(word, "off")) {
        return StreamCommand::Off;
    }
    return StreamCommand::NotUnderstood;
}

bool parseInterval(const char* text, std::size_t length, std::uint32_t& intervalMs) {
    const Text digits = trim(text, length);
    std::uint32_t value = 0;
    for (const char* c = digits.begin; c != digits.end; ++c) {
        if (!isDigit(*c)) {
            return false;
        }
        value = value * 10 + static_cast<std::uint32_t>(*c - '0');
        // Leaving here keeps the next step under 2^32, however many digits follow.
        if (value > kIntervalMaxMs) {
            return false;
        }
    }
    if (!isInterval(value)) {
        return false;
    }
    intervalMs = value;
    return true;
}

}  // namespace photonstream
