#pragma once

namespace particle {

template <typename Tag, typename Value>
class Flags;

/** One flag of a kind; the tag keeps kinds apart. Source: Device OS v2.3.1 wiring/inc/spark_wiring_flags.h. */
template <typename Tag, typename Value = unsigned>
class Flag {
public:
    constexpr explicit Flag(Value value = 0) : value_(value) {}

    constexpr Value value() const { return value_; }
    constexpr explicit operator Value() const { return value_; }

    constexpr Flags<Tag, Value> operator|(Flags<Tag, Value> other) const { return Flags<Tag, Value>(*this) | other; }
    constexpr Flags<Tag, Value> operator&(Flags<Tag, Value> other) const { return Flags<Tag, Value>(*this) & other; }
    constexpr Flags<Tag, Value> operator^(Flags<Tag, Value> other) const { return Flags<Tag, Value>(*this) ^ other; }
    constexpr Flags<Tag, Value> operator~() const { return ~Flags<Tag, Value>(*this); }

private:
    Value value_;
};

/** Any number of flags of a kind. */
template <typename Tag, typename Value = unsigned>
class Flags {
public:
    typedef Tag TagType;
    typedef Value ValueType;
    typedef Flag<Tag, Value> FlagType;

    constexpr Flags() = default;
    constexpr Flags(FlagType flag) : value_(flag.value()) {}
    constexpr explicit Flags(Value value) : value_(value) {}

    constexpr Value value() const { return value_; }
    constexpr explicit operator Value() const { return value_; }
    constexpr explicit operator bool() const { return value_ != 0; }
    constexpr bool operator!() const { return value_ == 0; }

    constexpr Flags operator|(Flags other) const { return Flags(static_cast<Value>(value_ | other.value_)); }
    constexpr Flags operator&(Flags other) const { return Flags(static_cast<Value>(value_ & other.value_)); }
    constexpr Flags operator^(Flags other) const { return Flags(static_cast<Value>(value_ ^ other.value_)); }
    constexpr Flags operator~() const { return Flags(static_cast<Value>(~value_)); }
    Flags& operator|=(Flags other) { return *this = *this | other; }
    Flags& operator&=(Flags other) { return *this = *this & other; }
    Flags& operator^=(Flags other) { return *this = *this ^ other; }
    constexpr bool operator==(Flags other) const { return value_ == other.value_; }
    constexpr bool operator!=(Flags other) const { return value_ != other.value_; }

private:
    Value value_ = 0;
};

}  // namespace particle
