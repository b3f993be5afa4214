#pragma once

#include <stdlib.h>
#include <string.h>

namespace device_os {

/** Entries that live until the end, in the order they came. */
template <typename Entry>
class GrowingList {
public:
    /** Adds an entry to the end; null when memory ran out. */
    Entry* add() {
        Node* const node = new Node();
        *end_ = node;
        end_ = &node->next;
        return &node->entry;
    }

    template <typename Predicate>
    Entry* find(Predicate matches) {
        for (Node* node = first_; node; node = node->next) {
            if (matches(node->entry)) {
                return &node->entry;
            }
        }
        return nullptr;
    }

private:
    struct Node {
        Entry entry{};
        Node* next = nullptr;
    };

    Node* first_ = nullptr;
    Node** end_ = &first_;
};

}  // namespace device_os
