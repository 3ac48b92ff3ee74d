/// @file
/// The header against itself and against the file's name (rules HDR).
#pragma once

#include "cbds/formats/identify.hpp"
#include "cbds/identifiers/date.hpp"
#include "rules/draft.hpp"

#include <optional>
#include <string_view>

namespace cbds::rules {

struct HeaderContext {
    std::string_view file_name;  ///< as the user knows the document
    formats::Identification identification;
    std::optional<identifiers::Date> reference_date;  ///< what is taken for today; nothing where it is not asked
};

/// How sure it is that a document is of the edition by which it is judged.
[[nodiscard]] schema::Confidence edition_confidence(const formats::Identification& identification) noexcept;

/// Checks the part that `maker` has begun, which is a header.
void check_header(FindingMaker& maker, const HeaderContext& context);

}  // namespace cbds::rules
