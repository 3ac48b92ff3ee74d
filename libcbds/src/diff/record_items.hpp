/// @file
/// The items by which a pupil is known again, wherever a collection keeps them.
#pragma once

#include "cbds/schema/dictionary.hpp"
#include "cbds/xml/element.hpp"

#include <span>
#include <string>
#include <vector>

namespace cbds::diff {

/// Rows of one kind of record; `kNoElement` for an item that its collection does not have.
struct RecordItems {
    schema::ElementId record = schema::kNoElement;
    schema::ElementId upn = schema::kNoElement;
    schema::ElementId former_upn = schema::kNoElement;
    schema::ElementId uln = schema::kNoElement;
    schema::ElementId surname = schema::kNoElement;
    schema::ElementId forename = schema::kNoElement;
    schema::ElementId birth_date = schema::kNoElement;
    schema::ElementId year_group = schema::kNoElement;
};

/// Of every kind of record of a collection.
[[nodiscard]] std::vector<RecordItems> record_items(const schema::Dictionary& dictionary, schema::Collection collection);

/// Those of one kind of record; `kNoElement` throughout for a row that is no record.
[[nodiscard]] RecordItems items_of(std::span<const RecordItems> items, schema::ElementId record) noexcept;

/// The value of an item of a record, without blanks around it; empty where there is none.
/// @param item  its row; `kNoElement` gives an empty value
[[nodiscard]] std::string value_of(const xml::Element& record, schema::ElementId item);

}  // namespace cbds::diff
