/// @file
/// Which schools of a register are the one that made a document.
#pragma once

#include "cbds/register/register.hpp"
#include "cbds/xml/opening.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cbds::attendance {

/// Numbers of the school that made a document; empty where the document does not say them.
struct OwnSchool {
    std::string urn;
    std::string laestab;  ///< authority and establishment, `2013999`
    std::string name;

    /// As `2013999` or, where there is none, the URN: what a message calls it.
    [[nodiscard]] const std::string& number() const noexcept { return laestab.empty() ? urn : laestab; }
};

[[nodiscard]] OwnSchool own_school(const xml::Opening& opening);

/// The schools of a register that have its numbers, the URN before the other. The one school of a register that has none of the numbers
/// that the document has is taken for it.
[[nodiscard]] std::vector<bool> schools_of(const registers::Register& all, const OwnSchool& own);

/// Enrolments by UPN.
class EnrolmentsByUpn {
public:
    /// @param schools  whose enrolments; null: all
    EnrolmentsByUpn(const registers::Register& all, const std::vector<bool>* schools);

    /// Empty where there are none.
    [[nodiscard]] const std::vector<std::uint32_t>& find(const std::string& upn) const;

private:
    std::unordered_map<std::string, std::vector<std::uint32_t>> enrolments_;
};

}  // namespace cbds::attendance
