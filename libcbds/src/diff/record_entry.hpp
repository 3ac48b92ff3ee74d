/// @file
/// All that is kept of a record while documents are compared: hashes, and where it stands.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

namespace cbds::diff {

/// A hash of 64 bits, fed word by word. Two inputs that differ in one word never have the same hash; whether two that differ
/// in several have it is chance, one in 2^64 for a pair of records.
class Hash {
public:
    void add(std::uint64_t word) noexcept {
        state_ = (state_ ^ word) * 0x9E3779B97F4A7C15U;
        state_ ^= state_ >> 32;
    }

    void add(std::string_view text) noexcept {
        while (text.size() >= sizeof(std::uint64_t)) {
            std::uint64_t word;
            std::memcpy(&word, text.data(), sizeof word);
            add(word);
            text.remove_prefix(sizeof word);
        }
        std::uint64_t rest = 0;
        if (!text.empty()) std::memcpy(&rest, text.data(), text.size());
        add(rest ^ (std::uint64_t{text.size()} << 56));
    }

    [[nodiscard]] std::uint64_t value() const noexcept { return state_; }

private:
    std::uint64_t state_ = 0x2545F4914F6CDD1DU;
};

/// The hash of many bytes: eight times side by side what Hash does word by word.
[[nodiscard]] inline std::uint64_t hash_of_bytes(std::string_view bytes) noexcept {
    constexpr std::size_t kLanes = 8;
    constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15U;
    std::uint64_t lanes[kLanes] = {1, 2, 3, 4, 5, 6, 7, 8};
    const std::size_t size = bytes.size();
    while (bytes.size() >= sizeof lanes) {
        std::uint64_t words[kLanes];
        std::memcpy(words, bytes.data(), sizeof words);
        for (std::size_t i = 0; i < kLanes; ++i) {
            lanes[i] = (lanes[i] ^ words[i]) * kFactor;
            lanes[i] ^= lanes[i] >> 32;
        }
        bytes.remove_prefix(sizeof words);
    }
    Hash hash;
    for (const std::uint64_t lane : lanes) hash.add(lane);
    hash.add(bytes);
    hash.add(size);
    return hash.value();
}

/// Index of a record among those of its document.
using RecordIndex = std::uint32_t;

inline constexpr RecordIndex kNoRecord = std::numeric_limits<RecordIndex>::max();  ///< nobody

/// A hash of 0 stands for an item that the record does not have.
struct RecordEntry {
    std::uint64_t content = 0;     ///< of its bytes; where they are not to be had as they stand, of its elements and values
    std::uint64_t upn = 0;
    std::uint64_t former_upn = 0;
    std::uint64_t uln = 0;
    std::uint64_t person = 0;      ///< of name and birth date
    std::uint64_t offset = 0;      ///< of its `<`, in bytes of the original
    std::uint32_t length = 0;      ///< in bytes of the original
    schema::ElementId element = schema::kNoElement;  ///< its row, which tells its roll
    bool by_bytes = false;         ///< what `content` is of
};

static_assert(sizeof(RecordEntry) <= 56);

}  // namespace cbds::diff
