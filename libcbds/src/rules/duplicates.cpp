#include "rules/duplicates.hpp"

#include <bit>

namespace cbds::rules {

/// The first and the thirteenth place hold a digit or a letter, the others a digit: with the length in front every
/// such text has a number of its own.
std::uint64_t SeenIdentifiers::packed(std::string_view identifier) noexcept {
    if (identifier.empty() || identifier.size() > 13) return 0;
    std::uint64_t key = identifier.size();
    for (std::size_t i = 0; i < identifier.size(); ++i) {
        const char c = identifier[i];
        const bool digit = c >= '0' && c <= '9';
        const bool inner = i > 0 && i < 12;
        if (!digit && (inner || c < 'A' || c > 'Z')) return 0;
        key = inner ? key * 10 + static_cast<unsigned>(c - '0') : key * 36 + static_cast<unsigned>(digit ? c - '0' : c - 'A' + 10);
    }
    return key;
}

std::size_t SeenIdentifiers::slot_of(std::uint64_t key) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = (key * 0x9E3779B97F4A7C15) >> (64 - std::countr_zero(slots_.size()));
    while (slots_[slot].key != 0 && slots_[slot].key != key) slot = (slot + 1) & mask;
    return slot;
}

void SeenIdentifiers::grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old)
        if (slot.key != 0) slots_[slot_of(slot.key)] = slot;
}

std::uint64_t SeenIdentifiers::note(std::string_view identifier, std::uint64_t record) {
    const std::uint64_t key = packed(identifier);
    if (key == 0) {
        const auto [found, is_new] = others_.try_emplace(std::string(identifier), record);
        return is_new ? 0 : found->second;
    }
    if (used_ * 4 >= slots_.size() * 3) grow();
    Slot& slot = slots_[slot_of(key)];
    if (slot.key != 0) return slot.record;
    slot = {key, static_cast<std::uint32_t>(record)};
    ++used_;
    return 0;
}

}  // namespace cbds::rules
