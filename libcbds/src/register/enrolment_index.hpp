/// @file
/// Enrolments by school and one of the pupil's numbers.
#pragma once

#include "cbds/register/register.hpp"
#include "io/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

class EnrolmentIndex {
public:
    /// @param key  the number by which this index knows pupils: `&Enrolment::upn`
    explicit EnrolmentIndex(std::string Enrolment::*key) : key_(key) {}

    [[nodiscard]] std::optional<std::uint32_t> find(const std::vector<Enrolment>& enrolments, std::uint32_t school, std::string_view text) const {
        return index_.find(hash_of(school, text), [&](std::uint32_t each) { return enrolments[each].school == school && enrolments[each].*key_ == text; });
    }

    /// One that is not there yet.
    void add(std::uint32_t enrolment, std::uint32_t school, std::string_view text) { index_.add(hash_of(school, text), enrolment); }

private:
    [[nodiscard]] static std::size_t hash_of(std::uint32_t school, std::string_view text) noexcept {
        return std::hash<std::string_view>()(text) ^ (std::size_t{school} * 0x9E3779B97F4A7C15U);
    }

    std::string Enrolment::*key_;
    io::HashIndex index_;
};

}  // namespace cbds::registers
