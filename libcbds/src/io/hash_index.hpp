/// @file
/// Numbers of things found again by a hash of what they are known by. What they are known by stays with the things.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace cbds::io {

class HashIndex {
public:
    /// @param expected  how many numbers will be added, if that is known
    explicit HashIndex(std::size_t expected = 0) { reserve(expected); }

    /// The number that was added first of those with that hash for which `is` holds.
    template <typename Is>
    [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t hash, const Is& is) const {
        if (slots_.empty()) return std::nullopt;
        const std::uint32_t sign = sign_of(hash);
        for (std::size_t at = sign & (slots_.size() - 1); slots_[at].next != 0; at = (at + 1) & (slots_.size() - 1))
            if (slots_[at].sign == sign && is(slots_[at].next - 1)) return slots_[at].next - 1;
        return std::nullopt;
    }

    /// What is found already is not to be added again: many of one hash would be gone through each time.
    /// @param number  below 4,294,967,295
    void add(std::uint64_t hash, std::uint32_t number) {
        reserve(count_ + 1);
        put({sign_of(hash), number + 1});
        ++count_;
    }

private:
    struct Slot {
        std::uint32_t sign = 0;
        std::uint32_t next = 0;  ///< behind the number; 0: nothing is here
    };

    [[nodiscard]] static std::uint32_t sign_of(std::uint64_t hash) noexcept { return static_cast<std::uint32_t>(hash ^ hash >> 32); }

    void put(const Slot& slot) {
        std::size_t at = slot.sign & (slots_.size() - 1);
        while (slots_[at].next != 0) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = slot;
    }

    /// The table is at most half full. What was added earlier is put in earlier again.
    void reserve(std::size_t count) {
        if (2 * count <= slots_.size()) return;
        std::size_t size = std::max<std::size_t>(16, slots_.size());
        while (size < 2 * count) size *= 2;
        std::vector<Slot> before(size);
        before.swap(slots_);
        // A run of full places may begin at the end of the table and go on at its beginning.
        const auto first_free = std::find_if(before.begin(), before.end(), [](const Slot& slot) { return slot.next == 0; });
        for (auto slot = first_free; slot != before.end(); ++slot)
            if (slot->next != 0) put(*slot);
        for (auto slot = before.begin(); slot != first_free; ++slot) put(*slot);
    }

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace cbds::io
