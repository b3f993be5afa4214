#include "json_document.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

using namespace particle;

namespace device_os {

/** RFC 8259 by recursive descent. Every method answers false where the text is no JSON. */
class JSONParser {
public:
    JSONParser(JSONDocument& document, char* text, size_t size)
        : document_(document), at_(text), end_(text + size) {}

    bool parse() {
        if (!parseValue(0)) {
            return false;
        }
        skipSpace();
        terminate();
        return at_ == end_;
    }

private:
    /** What the stack of a firmware takes. */
    static constexpr int MAX_DEPTH = 32;

    bool parseValue(int depth) {
        skipSpace();
        if (at_ == end_ || depth == MAX_DEPTH) {
            return false;
        }
        switch (*at_) {
            case '{':
                return parseChildren(JSON_TYPE_OBJECT, '}', depth);
            case '[':
                return parseChildren(JSON_TYPE_ARRAY, ']', depth);
            case '"':
                return parseString();
            case 't':
                return parseWord("true", JSON_TYPE_BOOL);
            case 'f':
                return parseWord("false", JSON_TYPE_BOOL);
            case 'n':
                return parseWord("null", JSON_TYPE_NULL);
            default:
                return parseNumber();
        }
    }

    bool parseChildren(JSONType type, char close, int depth) {
        const int token = add(type, at_, 0);
        if (token < 0) {
            return false;
        }
        take();
        skipSpace();
        size_t count = 0;
        if (peek() != close) {
            do {
                if (type == JSON_TYPE_OBJECT && !parseName()) {
                    return false;
                }
                if (!parseValue(depth + 1)) {
                    return false;
                }
                count++;
                skipSpace();
            } while (takeIf(','));
        }
        document_.tokens_[token].count = count;
        document_.tokens_[token].next = document_.count_;
        return takeIf(close);
    }

    bool parseName() {
        skipSpace();
        if (peek() != '"' || !parseString()) {
            return false;
        }
        skipSpace();
        return takeIf(':');
    }

    bool parseString() {
        take();
        char* const start = at_;
        char* out = at_;
        while (at_ < end_ && *at_ != '"') {
            if (static_cast<unsigned char>(*at_) < 0x20) {
                return false;
            }
            if (*at_ != '\\') {
                *out++ = *at_++;
            } else if (!parseEscape(out)) {
                return false;
            }
        }
        if (!takeIf('"')) {
            return false;
        }
        *out = 0;
        return add(JSON_TYPE_STRING, start, static_cast<size_t>(out - start)) >= 0;
    }

    bool parseEscape(char*& out) {
        static const char LETTERS[] = "\"\\/bfnrt";
        static const char MEANT[] = "\"\\/\b\f\n\r\t";
        take();
        if (at_ == end_) {
            return false;
        }
        const char letter = take();
        if (letter == 'u') {
            return parseCodePoint(out);
        }
        const char* const known = letter ? strchr(LETTERS, letter) : nullptr;
        if (!known) {
            return false;
        }
        *out++ = MEANT[known - LETTERS];
        return true;
    }

    bool parseCodePoint(char*& out) {
        uint32_t code = 0;
        if (!parseHex(code)) {
            return false;
        }
        if (code >= 0xD800 && code < 0xDC00 && end_ - at_ >= 6 && at_[0] == '\\' && at_[1] == 'u') {
            at_ += 2;
            uint32_t low = 0;
            if (!parseHex(low) || low < 0xDC00 || low > 0xDFFF) {
                return false;
            }
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        putUtf8(out, code);
        return true;
    }

    bool parseHex(uint32_t& code) {
        for (int i = 0; i < 4; i++) {
            if (at_ == end_ || !isxdigit(static_cast<unsigned char>(*at_))) {
                return false;
            }
            const char digit = take();
            const int value = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
            code = code << 4 | static_cast<uint32_t>(value);
        }
        return true;
    }

    static void putUtf8(char*& out, uint32_t code) {
        if (code < 0x80) {
            *out++ = static_cast<char>(code);
            return;
        }
        const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        const uint32_t lead = more == 1 ? 0xC0 : more == 2 ? 0xE0 : 0xF0;
        *out++ = static_cast<char>(lead | code >> (6 * more));
        for (int i = more - 1; i >= 0; i--) {
            *out++ = static_cast<char>(0x80 | (code >> (6 * i) & 0x3F));
        }
    }

    bool parseWord(const char* word, JSONType type) {
        const size_t size = strlen(word);
        if (static_cast<size_t>(end_ - at_) < size || memcmp(at_, word, size) != 0) {
            return false;
        }
        if (add(type, at_, size) < 0) {
            return false;
        }
        at_ += size;
        return true;
    }

    bool parseNumber() {
        char* const start = at_;
        takeIf('-');
        if (!takeIf('0') && !takeDigits()) {
            return false;
        }
        if (takeIf('.') && !takeDigits()) {
            return false;
        }
        if (takeIf('e') || takeIf('E')) {
            if (!takeIf('+')) {
                takeIf('-');
            }
            if (!takeDigits()) {
                return false;
            }
        }
        unterminated_ = at_;
        return add(JSON_TYPE_NUMBER, start, static_cast<size_t>(at_ - start)) >= 0;
    }

    bool takeDigits() {
        char* const start = at_;
        while (at_ < end_ && isdigit(static_cast<unsigned char>(*at_))) {
            at_++;
        }
        return at_ > start;
    }

    void skipSpace() {
        while (at_ < end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\n' || *at_ == '\r')) {
            take();
        }
    }

    char peek() const { return at_ < end_ ? *at_ : static_cast<char>(0); }

    char take() {
        const char taken = *at_;
        terminate();
        at_++;
        return taken;
    }

    bool takeIf(char wanted) {
        if (at_ == end_ || *at_ != wanted) {
            return false;
        }
        take();
        return true;
    }

    /** A number is terminated once the byte behind it has been read. The last one ends at the text's own end. */
    void terminate() {
        if (unterminated_ && unterminated_ < end_) {
            *unterminated_ = 0;
        }
        unterminated_ = nullptr;
    }

    int add(JSONType type, const char* text, size_t size) {
        if (document_.count_ == document_.capacity_) {
            const int capacity = document_.capacity_ ? document_.capacity_ * 2 : 16;
            void* const tokens = realloc(document_.tokens_, static_cast<size_t>(capacity) * sizeof(JSONToken));
            if (!tokens) {
                return -1;
            }
            document_.tokens_ = static_cast<JSONToken*>(tokens);
            document_.capacity_ = capacity;
        }
        const int index = document_.count_++;
        document_.tokens_[index] = {type, text, size, 0, index + 1};
        return index;
    }

    JSONDocument& document_;
    char* at_;
    char* const end_;
    char* unterminated_ = nullptr;
};

JSONDocument* JSONDocument::parse(char* text, size_t size, bool owned) {
    JSONDocument* const document = new JSONDocument(text, owned);
    if (!JSONParser(*document, text, size).parse()) {
        document->release();
        return nullptr;
    }
    return document;
}

void JSONDocument::release() {
    if (--references_ == 0) {
        delete this;
    }
}

JSONDocument::~JSONDocument() {
    free(tokens_);
    if (owned_) {
        free(text_);
    }
}

}  // namespace device_os
