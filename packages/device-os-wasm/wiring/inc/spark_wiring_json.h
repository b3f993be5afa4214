#pragma once

#include <stddef.h>
#include <stdint.h>

#include "spark_wiring_print.h"
#include "spark_wiring_string.h"

namespace device_os {
class JSONDocument;
}

namespace particle {

/** Writes JSON: puts the commas, escapes the text. Source: Device OS v2.3.1 wiring/inc/spark_wiring_json.h. */
class JSONWriter {
public:
    JSONWriter() = default;
    virtual ~JSONWriter() = default;
    JSONWriter(const JSONWriter&) = delete;
    JSONWriter& operator=(const JSONWriter&) = delete;

    JSONWriter& beginArray();
    JSONWriter& endArray();
    JSONWriter& beginObject();
    JSONWriter& endObject();
    JSONWriter& name(const char* name) { return this->name(name, strlen(name)); }
    JSONWriter& name(const char* name, size_t size);
    JSONWriter& name(const String& name) { return this->name(name.c_str(), name.length()); }
    JSONWriter& value(bool value);
    JSONWriter& value(int value);
    JSONWriter& value(unsigned value);
    JSONWriter& value(long value);
    JSONWriter& value(unsigned long value);
    /** As `%g` prints it; what JSON cannot say (infinite, not a number) is 0. */
    JSONWriter& value(double value);
    /** With that many decimals. */
    JSONWriter& value(double value, int precision);
    JSONWriter& value(const char* value) { return this->value(value, strlen(value)); }
    JSONWriter& value(const char* value, size_t size);
    JSONWriter& value(const String& value) { return this->value(value.c_str(), value.length()); }
    JSONWriter& nullValue();

protected:
    virtual void write(const char* data, size_t size) = 0;
    virtual void printf(const char* format, ...) __attribute__((format(printf, 2, 3)));

private:
    enum State : uint8_t { BEGIN, NEXT, VALUE };

    void writeSeparator();
    void writeText(const char* text) { write(text, strlen(text)); }
    void writeEscaped(const char* text, size_t size);

    State state_ = BEGIN;
};

/** Into a fixed buffer, without a terminator. What does not fit is lost, but counted. */
class JSONBufferWriter : public JSONWriter {
public:
    JSONBufferWriter(char* buffer, size_t size) : buffer_(buffer), bufferSize_(size) {}

    char* buffer() const { return buffer_; }
    size_t bufferSize() const { return bufferSize_; }
    /** Bytes of the whole document; above bufferSize() it was cut. */
    size_t dataSize() const { return dataSize_; }

protected:
    void write(const char* data, size_t size) override;

private:
    char* const buffer_;
    const size_t bufferSize_;
    size_t dataSize_ = 0;
};

/** Onto anything that prints. */
class JSONStreamWriter : public JSONWriter {
public:
    explicit JSONStreamWriter(Print& stream) : stream_(stream) {}

    Print* stream() const { return &stream_; }

protected:
    void write(const char* data, size_t size) override {
        stream_.write(reinterpret_cast<const uint8_t*>(data), size);
    }

private:
    Print& stream_;
};

enum JSONType {
    JSON_TYPE_INVALID,
    JSON_TYPE_NULL,
    JSON_TYPE_BOOL,
    JSON_TYPE_NUMBER,
    JSON_TYPE_STRING,
    JSON_TYPE_ARRAY,
    JSON_TYPE_OBJECT,
};

/** A place in a document; holds the document. */
class JSONPlace {
public:
    JSONPlace() = default;
    JSONPlace(device_os::JSONDocument* document, int token);
    JSONPlace(const JSONPlace& other);
    JSONPlace& operator=(const JSONPlace& other);
    ~JSONPlace();

protected:
    device_os::JSONDocument* document_ = nullptr;
    int token_ = -1;
};

/** Unescaped text, with a terminator. Good as long as any value of its document. */
class JSONString : private JSONPlace {
public:
    JSONString() = default;
    explicit JSONString(const JSONPlace& place) : JSONPlace(place) {}

    const char* data() const;
    size_t size() const;
    bool isEmpty() const { return size() == 0; }
    bool operator==(const char* text) const { return strcmp(data(), text) == 0; }
    bool operator!=(const char* text) const { return !operator==(text); }
    bool operator==(const String& text) const { return operator==(text.c_str()); }
    bool operator!=(const String& text) const { return !operator==(text); }
    explicit operator const char*() const { return data(); }
    explicit operator String() const { return String(data()); }
};

/** Any value of a document; what is missing or wrong is invalid and converts to false, 0 or empty text. */
class JSONValue : public JSONPlace {
public:
    JSONValue() = default;
    JSONValue(device_os::JSONDocument* document, int token) : JSONPlace(document, token) {}

    /** Parses in place: the text is changed, and has to live as long as the value. */
    static JSONValue parse(char* json, size_t size);
    static JSONValue parseCopy(const char* json, size_t size);
    static JSONValue parseCopy(const char* json) { return parseCopy(json, strlen(json)); }

    JSONType type() const;
    bool isNull() const { return type() == JSON_TYPE_NULL; }
    bool isBool() const { return type() == JSON_TYPE_BOOL; }
    bool isNumber() const { return type() == JSON_TYPE_NUMBER; }
    bool isString() const { return type() == JSON_TYPE_STRING; }
    bool isArray() const { return type() == JSON_TYPE_ARRAY; }
    bool isObject() const { return type() == JSON_TYPE_OBJECT; }
    bool isValid() const { return type() != JSON_TYPE_INVALID; }

    bool toBool() const;
    int toInt() const;
    double toDouble() const;
    JSONString toString() const { return JSONString(*this); }

private:
    friend class JSONObjectIterator;
    friend class JSONArrayIterator;
};

/** Walks an object's members; starts before the first. */
class JSONObjectIterator {
public:
    JSONObjectIterator() = default;
    explicit JSONObjectIterator(const JSONValue& value);

    bool next();
    /** Members that are left. */
    size_t count() const { return left_; }
    JSONString name() const { return name_.toString(); }
    JSONValue value() const { return value_; }

private:
    JSONValue object_;
    JSONValue name_;
    JSONValue value_;
    int next_ = 0;
    size_t left_ = 0;
};

/** Walks an array's elements; starts before the first. */
class JSONArrayIterator {
public:
    JSONArrayIterator() = default;
    explicit JSONArrayIterator(const JSONValue& value);

    bool next();
    /** Elements that are left. */
    size_t count() const { return left_; }
    JSONValue value() const { return value_; }

private:
    JSONValue array_;
    JSONValue value_;
    int next_ = 0;
    size_t left_ = 0;
};

}  // namespace particle
