#include <stdlib.h>
#include <string.h>

#include "json_document.h"
#include "spark_wiring_json.h"

using device_os::JSONDocument;
using device_os::JSONToken;

namespace particle {

JSONPlace::JSONPlace(JSONDocument* document, int token) : document_(document), token_(token) {
    if (document_) {
        document_->retain();
    }
}

JSONPlace::JSONPlace(const JSONPlace& other) : JSONPlace(other.document_, other.token_) {}

JSONPlace& JSONPlace::operator=(const JSONPlace& other) {
    if (other.document_) {
        other.document_->retain();
    }
    if (document_) {
        document_->release();
    }
    document_ = other.document_;
    token_ = other.token_;
    return *this;
}

JSONPlace::~JSONPlace() {
    if (document_) {
        document_->release();
    }
}

const char* JSONString::data() const {
    if (!document_) {
        return "";
    }
    const JSONToken& token = document_->token(token_);
    switch (token.type) {
        case JSON_TYPE_STRING:
        case JSON_TYPE_NUMBER:
            return token.text;
        case JSON_TYPE_BOOL:
            return token.size == strlen("true") ? "true" : "false";
        default:
            return "";
    }
}

size_t JSONString::size() const {
    return document_ && document_->token(token_).type == JSON_TYPE_STRING ? document_->token(token_).size : strlen(data());
}

JSONValue JSONValue::parse(char* json, size_t size) {
    JSONDocument* const document = JSONDocument::parse(json, size, false);
    const JSONValue value(document, 0);
    if (document) {
        document->release();
    }
    // A number that is the whole text has no byte behind it for the terminator.
    return value.isNumber() ? parseCopy(json, size) : value;
}

JSONValue JSONValue::parseCopy(const char* json, size_t size) {
    char* const copy = static_cast<char*>(malloc(size + 1));
    if (!copy) {
        return JSONValue();
    }
    memcpy(copy, json, size);
    copy[size] = 0;
    JSONDocument* const document = JSONDocument::parse(copy, size, true);
    const JSONValue value(document, 0);
    if (document) {
        document->release();
    }
    return value;
}

JSONType JSONValue::type() const {
    return document_ ? document_->token(token_).type : JSON_TYPE_INVALID;
}

bool JSONValue::toBool() const {
    switch (type()) {
        case JSON_TYPE_BOOL:
            return document_->token(token_).size == strlen("true");
        case JSON_TYPE_NUMBER:
            return toDouble() != 0.0;
        case JSON_TYPE_STRING:
            return *toString().data() && toString() != "false" && toString() != "0";
        default:
            return false;
    }
}

int JSONValue::toInt() const {
    if (type() == JSON_TYPE_BOOL) {
        return toBool();
    }
    return static_cast<int>(strtol(toString().data(), nullptr, 10));
}

double JSONValue::toDouble() const {
    if (type() == JSON_TYPE_BOOL) {
        return toBool();
    }
    return strtod(toString().data(), nullptr);
}

JSONObjectIterator::JSONObjectIterator(const JSONValue& value) {
    if (value.isObject()) {
        object_ = value;
        next_ = value.token_ + 1;
        left_ = value.document_->token(value.token_).count;
    }
}

bool JSONObjectIterator::next() {
    if (left_ == 0) {
        return false;
    }
    left_--;
    JSONDocument* const document = object_.document_;
    name_ = JSONValue(document, next_);
    value_ = JSONValue(document, next_ + 1);
    next_ = document->token(next_ + 1).next;
    return true;
}

JSONArrayIterator::JSONArrayIterator(const JSONValue& value) {
    if (value.isArray()) {
        array_ = value;
        next_ = value.token_ + 1;
        left_ = value.document_->token(value.token_).count;
    }
}

bool JSONArrayIterator::next() {
    if (left_ == 0) {
        return false;
    }
    left_--;
    value_ = JSONValue(array_.document_, next_);
    next_ = array_.document_->token(next_).next;
    return true;
}

}  // namespace particle
