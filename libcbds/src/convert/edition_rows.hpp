/// @file
/// Rows of libcbds/data/edition_changes.csv: what took the place of what when an edition changed.
///
/// `path` ends the path of an element of the dictionary, so that one row serves pupils on roll and those who left.
/// - `stamp`: the item names the edition; `by` tells how: version, term, year, date.
/// - `rename`: in `path`, the item `from` became `to`; one to one, so that it works both ways. An edition that takes both
///   names is given the new one, unless that is a guess.
/// - `list`: in `path`, the item `from` became a list `to` of items of the same name.
/// - `nest`: in `path`, the structures `from` went into the structures `to` beside them.
/// - `recode`: of the item `path`, the code `from` became `to`; where an edition has both, the day of the item in `by`
///   decides: `to` since that day.
/// - `widen`: the code `from` is part of what `to` means. Structures of the same code become one: the first item of
///   those in `by` is added up.
/// - `apart`: the code `from` looks like `to` and must not become it; `message` tells why.
/// - `note`, `missing`: said of the item `path` wherever it is, where an edition since `since` becomes one before it or
///   the other way round; with `later` in `by` only to a later one; always where `since` is empty.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string_view>

namespace cbds::convert {

enum class EditionRule : std::uint8_t { stamp, rename, list, nest, recode, widen, apart, note, missing };

constexpr EditionRule edition_rule_of(std::string_view name) {
    constexpr std::string_view kNames[] = {"stamp", "rename", "list", "nest", "recode", "widen", "apart", "note", "missing"};
    for (std::size_t place = 0; place < std::size(kNames); ++place)
        if (kNames[place] == name) return static_cast<EditionRule>(place);
    throw std::invalid_argument("not a kind of change");
}

struct EditionRow {
    schema::Collection collection{};
    EditionRule rule{};
    std::string_view path;
    std::string_view from;
    std::string_view to;
    std::string_view by;
    std::string_view since;  ///< an edition's date
    bool loss = false;
    schema::Confidence confidence = schema::Confidence::certain;
    std::string_view message;
    std::string_view source;

    constexpr EditionRow(std::string_view row_collection, std::string_view row_rule, std::string_view row_path, std::string_view row_from,
                         std::string_view row_to, std::string_view row_by, std::string_view row_since, std::string_view row_loss,
                         std::string_view row_confidence, std::string_view row_message, std::string_view row_source)
        : collection(row_collection == "ctf" ? schema::Collection::ctf : schema::Collection::school_census),
          rule(edition_rule_of(row_rule)),
          path(row_path),
          from(row_from),
          to(row_to),
          by(row_by),
          since(row_since),
          loss(row_loss == "yes"),
          confidence(row_confidence == "certain"  ? schema::Confidence::certain
                     : row_confidence == "likely" ? schema::Confidence::likely
                                                  : schema::Confidence::guess),
          message(row_message),
          source(row_source) {}
};

/// The table, made from the file of the same name.
[[nodiscard]] std::span<const EditionRow> edition_rows() noexcept;

}  // namespace cbds::convert
