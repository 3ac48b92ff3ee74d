/// @file
/// Names and values as JSON writes them.
#pragma once

#include "cbds/schema/json_schema.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// Appends a text in quotation marks: UTF-8 as it is, control characters as escapes.
void append_json_text(std::string_view text, std::string& out);

/// `"Name":`
void append_json_key(std::string_view name, std::string& out);

/// Appends a value: as a number or a truth value where its kind and its text allow it.
void append_json_value(std::string_view text, schema::JsonKind kind, std::string& out);

/// What is asked of the elements of a collection, by id.
class JsonNames {
public:
    JsonNames(const schema::Dictionary& dictionary, schema::Collection collection);

    [[nodiscard]] const schema::Dictionary& dictionary() const noexcept { return *dictionary_; }

    /// `"UPN":`
    [[nodiscard]] std::string_view key(schema::ElementId id) const noexcept { return names_[id - first_].key; }
    [[nodiscard]] schema::JsonKind kind(schema::ElementId id) const noexcept { return names_[id - first_].kind; }
    [[nodiscard]] bool is_value(schema::ElementId id) const noexcept { return names_[id - first_].value; }

    /// May occur more than once.
    [[nodiscard]] bool repeats(schema::ElementId id) const noexcept { return names_[id - first_].repeats; }

private:
    struct Name {
        std::string key;
        schema::JsonKind kind = schema::JsonKind::text;
        bool value = false;
        bool repeats = false;
    };

    const schema::Dictionary* dictionary_;
    schema::ElementId first_;
    std::vector<Name> names_;
};

}  // namespace cbds::formats
