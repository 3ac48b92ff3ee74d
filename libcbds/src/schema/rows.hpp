/// @file
/// The rows of a dictionary as they come out of the compiler: owned, with the texts they point to.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::schema {

/// Keeps one copy of each text. Its views stay valid when the store is moved.
class TextStore {
public:
    std::string_view keep(std::string_view text) {
        const auto found = texts_.find(text);
        return found != texts_.end() ? *found : *texts_.emplace(text).first;
    }

private:
    std::set<std::string, std::less<>> texts_;
};

struct Rows {
    std::vector<ElementRow> elements;
    std::vector<TypeRow> types;  ///< sorted by name
    std::vector<CodeRow> codes;
    std::vector<OccurrenceRow> minimums;
    std::array<CollectionRow, kCollections> collections;
    TextStore texts;

    [[nodiscard]] Tables tables() const { return {elements, types, codes, minimums, collections}; }
};

}  // namespace cbds::schema
