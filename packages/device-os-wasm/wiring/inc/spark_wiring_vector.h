#pragma once

#include <stdlib.h>

#include <initializer_list>

#include "spark_wiring_std.h"

namespace spark {

/**
 * A list in one piece of the heap. What has no room answers false and changes nothing.
 *
 * Source: Device OS v2.3.1 wiring/inc/spark_wiring_vector.h.
 */
template <typename T>
class Vector {
public:
    typedef T ValueType;

    Vector() = default;
    explicit Vector(int count) { resize(count); }
    Vector(int count, const T& value) { append(count, value); }
    Vector(const T* values, int count) { append(values, count); }
    Vector(std::initializer_list<T> values) { append(values.begin(), static_cast<int>(values.size())); }
    Vector(const Vector& other) { append(other); }
    Vector(Vector&& other) { exchange(other); }
    Vector& operator=(Vector other) {
        exchange(other);
        return *this;
    }
    ~Vector() {
        clear();
        free(data_);
    }

    bool append(T value) { return insert(size_, std::move(value)); }
    bool append(int count, const T& value) { return insert(size_, count, value); }
    bool append(const T* values, int count) { return insert(size_, values, count); }
    bool append(const Vector& values) { return insert(size_, values); }
    bool prepend(T value) { return insert(0, std::move(value)); }
    bool prepend(int count, const T& value) { return insert(0, count, value); }
    bool prepend(const T* values, int count) { return insert(0, values, count); }
    bool prepend(const Vector& values) { return insert(0, values); }
    bool insert(int index, T value) {
        return makeRoom(index, 1) && (new (data_ + index) T(std::move(value)), true);
    }
    bool insert(int index, int count, const T& value) {
        const T copied(value);
        if (!makeRoom(index, count)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            new (data_ + index + i) T(copied);
        }
        return true;
    }
    bool insert(int index, const T* values, int count) {
        if (!makeRoom(index, count)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            new (data_ + index + i) T(values[i]);
        }
        return true;
    }
    bool insert(int index, const Vector& values) { return insert(index, values.data_, values.size_); }

    /** Below 0, or beyond the end, means all that follow. */
    void removeAt(int index, int count = 1) {
        const int left = size_ - index;
        const int removed = count < 0 || count > left ? left : count;
        for (int i = index; i < size_ - removed; i++) {
            data_[i] = std::move(data_[i + removed]);
        }
        destroyFrom(size_ - removed);
    }
    bool removeOne(const T& value) {
        const int index = indexOf(value);
        if (index < 0) {
            return false;
        }
        removeAt(index);
        return true;
    }
    /** Answers how many there were. */
    int removeAll(const T& value) {
        const T searched(value);
        int removed = 0;
        while (removeOne(searched)) {
            removed++;
        }
        return removed;
    }
    T takeAt(int index) {
        T taken(std::move(data_[index]));
        removeAt(index);
        return taken;
    }
    T takeFirst() { return takeAt(0); }
    T takeLast() { return takeAt(size_ - 1); }

    T& first() { return data_[0]; }
    const T& first() const { return data_[0]; }
    T& last() { return data_[size_ - 1]; }
    const T& last() const { return data_[size_ - 1]; }
    T& at(int index) { return data_[index]; }
    const T& at(int index) const { return data_[index]; }
    T& operator[](int index) { return data_[index]; }
    const T& operator[](int index) const { return data_[index]; }
    Vector copy(int index, int count) const {
        const int left = size_ - index;
        return Vector(data_ + index, count < 0 || count > left ? left : count);
    }

    /** -1 when it is not there. */
    int indexOf(const T& value, int from = 0) const {
        for (int i = from; i < size_; i++) {
            if (data_[i] == value) {
                return i;
            }
        }
        return -1;
    }
    int lastIndexOf(const T& value) const { return lastIndexOf(value, size_ - 1); }
    int lastIndexOf(const T& value, int from) const {
        int index = from;
        while (index >= 0 && !(data_[index] == value)) {
            index--;
        }
        return index;
    }
    bool contains(const T& value) const { return indexOf(value) >= 0; }
    Vector& fill(const T& value) {
        for (T& one : *this) {
            one = value;
        }
        return *this;
    }

    int size() const { return size_; }
    bool isEmpty() const { return size_ == 0; }
    int capacity() const { return capacity_; }
    bool resize(int count) {
        if (count <= size_) {
            destroyFrom(count < 0 ? size_ : count);
            return true;
        }
        if (!reserve(count)) {
            return false;
        }
        while (size_ < count) {
            new (data_ + size_++) T();
        }
        return true;
    }
    bool reserve(int count) { return count <= capacity_ || moveInto(count); }
    bool trimToSize() { return capacity_ == size_ || moveInto(size_); }
    void clear() { destroyFrom(0); }

    T* data() { return data_; }
    const T* data() const { return data_; }
    T* begin() { return data_; }
    const T* begin() const { return data_; }
    T* end() { return data_ + size_; }
    const T* end() const { return data_ + size_; }

    bool operator==(const Vector& other) const {
        bool same = size_ == other.size_;
        for (int i = 0; same && i < size_; i++) {
            same = data_[i] == other.data_[i];
        }
        return same;
    }
    bool operator!=(const Vector& other) const { return !(*this == other); }

private:
    void exchange(Vector& other) {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }
    /** Leaves that many places without a value. */
    bool makeRoom(int index, int count) {
        if (!reserve(size_ + count)) {
            return false;
        }
        for (int i = size_ - 1; count > 0 && i >= index; i--) {
            moveOne(data_ + i + count, data_[i]);
        }
        size_ += count;
        return true;
    }
    bool moveInto(int capacity) {
        T* const fresh = capacity > 0 ? static_cast<T*>(malloc(static_cast<size_t>(capacity) * sizeof(T))) : nullptr;
        if (capacity > 0 && !fresh) {
            return false;
        }
        for (int i = 0; i < size_; i++) {
            moveOne(fresh + i, data_[i]);
        }
        free(data_);
        data_ = fresh;
        capacity_ = capacity;
        return true;
    }
    static void moveOne(T* place, T& value) {
        new (place) T(std::move(value));
        value.~T();
    }
    void destroyFrom(int count) {
        while (size_ > count) {
            data_[--size_].~T();
        }
    }

    T* data_ = nullptr;
    int size_ = 0;
    int capacity_ = 0;
};

}  // namespace spark
