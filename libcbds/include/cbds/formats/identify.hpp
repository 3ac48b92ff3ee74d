/// @file
/// Which collection and edition a document is of.
#pragma once

#include "cbds/schema/dictionary.hpp"
#include "cbds/xml/opening.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cbds::formats {

/// What decided on the edition.
enum class EditionSource : std::uint8_t { asked, header, file_name, assumed };

struct Identification {
    std::optional<schema::Collection> collection;  ///< nothing: the root is of no collection known
    schema::Edition named;                         ///< the edition that the user or the document names
    schema::Edition edition;                       ///< the one whose rules are used: `named`, or the nearest known
    EditionSource source = EditionSource::assumed;
    std::string problem;                           ///< why there is no collection, one sentence without full stop
};

/// Decides by `--edition`, else the header (`CTFversion`; `Year` and `Term`), else the file's name, else takes
/// the latest edition. A document of another collection than the edition that was asked for is of none.
[[nodiscard]] Identification identify(const schema::Dictionary& dictionary, const xml::Opening& opening, std::string_view file_name,
                                      std::optional<schema::Edition> asked);

/// Numbers of the school, or the authority, that made a document, as its header has them.
struct SourceSchool {
    std::string_view la;     ///< empty where it says none; views into the opening
    std::string_view estab;
};

[[nodiscard]] SourceSchool source_school(const xml::Opening& opening);

}  // namespace cbds::formats
