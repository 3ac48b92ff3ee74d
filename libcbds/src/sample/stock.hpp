/// @file
/// The stock that samples draw from: invented words, shares, choices.
#pragma once

#include "sample/random.hpp"
#include "sample/rows.hpp"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace cbds::sample {

/// The share of that name, in thousandths. @throws Error where the table has none.
[[nodiscard]] unsigned share(std::string_view name);

/// The words of one kind.
class Words {
public:
    /// @throws Error where the table has none.
    explicit Words(std::string_view kind);

    [[nodiscard]] std::string_view pick(Random& random) const noexcept {
        return rows_[random.below(static_cast<unsigned>(rows_.size()))].word;
    }
    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t place) const noexcept { return rows_[place % rows_.size()].word; }

private:
    std::span<const WordRow> rows_;
};

/// Several values with their weights, less those that an edition does not know.
class Choice {
public:
    using Allows = std::function<bool(std::string_view value)>;

    /// @throws Error where nothing is left to choose from.
    explicit Choice(std::string_view name, const Allows& allows = {});

    [[nodiscard]] std::string_view pick(Random& random) const noexcept;
    [[nodiscard]] bool has(std::string_view value) const noexcept;

private:
    struct Entry {
        std::string_view value;
        unsigned until;  ///< sum of the weights up to this one
    };
    std::vector<Entry> entries_;
};

}  // namespace cbds::sample
