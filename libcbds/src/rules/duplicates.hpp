/// @file
/// Identifiers that must not occur twice in a document (rules ID110, ID210), kept in a few bytes each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cbds::rules {

/// The identifiers of one kind seen so far, with the record in which each was first.
class SeenIdentifiers {
public:
    /// Notes an identifier of a record.
    /// @returns the record where it stood before; 0 for a new one
    std::uint64_t note(std::string_view identifier, std::uint64_t record);

    /// An identifier of up to 13 digits and capital letters as a number, 0 for any other.
    [[nodiscard]] static std::uint64_t packed(std::string_view identifier) noexcept;

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t record = 0;
    };

    void grow();
    [[nodiscard]] std::size_t slot_of(std::uint64_t key) const noexcept;

    std::vector<Slot> slots_;  ///< open hashing; a key of 0 is a free slot
    std::size_t used_ = 0;
    std::unordered_map<std::string, std::uint64_t> others_;
};

}  // namespace cbds::rules
