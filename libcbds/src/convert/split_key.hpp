/// @file
/// What tells the records of a split apart.
#pragma once

#include "cbds/convert/split.hpp"

#include <map>
#include <optional>
#include <string>

namespace cbds::convert {

/// A school as headers and lists name it.
struct School {
    std::string la;
    std::string estab;
    std::string urn;
};

/// UPN to destination.
using Destinations = std::map<std::string, School, std::less<>>;

/// @throws InputError with the line where it cannot be used
[[nodiscard]] Destinations read_destinations(const std::string& path);

/// Where a pupil goes; nothing where the list does not say.
[[nodiscard]] std::optional<School> destination_of(const xml::Element& record, const schema::Dictionary& dictionary, const Destinations& destinations);

/// The key of a record: `2013945`, `Y201203720000`, `7`. Empty where it has none.
[[nodiscard]] std::string split_key(const xml::Element& record, const schema::Dictionary& dictionary, SplitBy by, const Destinations* destinations);

/// The last school of a pupil; null where no school is known.
[[nodiscard]] const xml::Element* last_school(const xml::Element& pupil);

}  // namespace cbds::convert
