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
};

[[nodiscard]] OwnSchool own_school(const xml::Opening& opening);

/// What messages call a school by its numbers: `URN 123456`, `LAESTAB 2013999`; empty where there is none of that kind.
[[nodiscard]] std::string urn_in_words(const std::string& urn);
[[nodiscard]] std::string laestab_in_words(const std::string& laestab);

/// The same for a school of a register: the URN before the other.
[[nodiscard]] std::string number_in_words(const registers::School& school);

/// The schools of a register that are the one that made a document.
struct OwnSchools {
    std::vector<bool> is_own;  ///< by index into Register::schools
    std::string taken;         ///< number_in_words() of the one that was taken for the document's with no number in common; empty: none was
};

/// The schools that have the numbers of the document, the URN before the other. A school without any number is taken for the document's,
/// and so is the one school of a register that has a number of the other kind only.
[[nodiscard]] OwnSchools schools_of(const registers::Register& all, const OwnSchool& own);

/// An order of schools that does not depend on that of files: by URN, then those that are known by the other number only.
[[nodiscard]] bool goes_before(const registers::School& a, const registers::School& b) noexcept;

/// Enrolments by UPN, those of one in the order of their schools.
class EnrolmentsByUpn {
public:
    /// @param schools  whose enrolments; null: all
    EnrolmentsByUpn(const registers::Register& all, const std::vector<bool>* schools);

    /// Empty where there are none.
    [[nodiscard]] const std::vector<std::uint32_t>& find(const std::string& upn) const;

    /// Those of a pupil and of the UPN that the pupil had, which may be empty.
    [[nodiscard]] std::vector<std::uint32_t> find(const std::string& upn, const std::string& former) const;

private:
    std::unordered_map<std::string, std::vector<std::uint32_t>> enrolments_;
};

}  // namespace cbds::attendance
