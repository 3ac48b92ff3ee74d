#include "cbds/version.hpp"

#include "cbds/rules/rule.hpp"
#include "cbds/schema/dictionary.hpp"

namespace cbds {

std::string_view version() noexcept { return CBDS_VERSION; }

std::string version_text() {
    std::string text = "cbds " + std::string(version());
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    for (std::size_t i = 0; i < schema::kCollections; ++i) {
        const auto collection = static_cast<schema::Collection>(i);
        const schema::CollectionRow& row = dictionary.collection(collection);
        text += "\ndictionary " + std::string(schema::collection_name(collection)) + ": " + std::string(row.dated) + ", editions " +
                schema::edition_date({collection, row.editions.since}) + " to " + schema::edition_date({collection, row.editions.until});
    }
    return text + "\nrule books: 2026-11, " + std::to_string(rules::all_rules().size()) + " rules";
}

}  // namespace cbds
