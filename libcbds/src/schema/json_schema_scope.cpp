#include "schema/json_schema_scope.hpp"

#include <algorithm>
#include <limits>

namespace cbds::schema {

std::optional<Edition> JsonSchemaScope::edition() const noexcept {
    if (editions_.since != editions_.until) return std::nullopt;
    return Edition{collection_, editions_.since};
}

std::string JsonSchemaScope::name() const {
    const auto one = edition();
    return one ? edition_name(*one) : std::string(collection_name(collection_));
}

bool JsonSchemaScope::holds(const CodeRow& code) const noexcept {
    const EditionRange& range = code.editions[static_cast<std::size_t>(collection_)];
    return std::max(range.since, editions_.since) <= std::min(range.until, editions_.until);
}

/// An item whose code set has no code has no value that it could hold: it is left out.
bool JsonSchemaScope::is_collected(const ElementRow& row, Ordinal ordinal) const {
    if (!row.in_edition({collection_, ordinal})) return false;
    if (row.content != Content::value || dictionary_.type(row.type).code_count == 0) return true;
    const JsonSchemaScope alone(dictionary_, collection_, {ordinal, ordinal});
    const auto codes = dictionary_.codes(dictionary_.type(row.type));
    return std::any_of(codes.begin(), codes.end(), [&](const CodeRow& code) { return alone.holds(code); });
}

bool JsonSchemaScope::is_collected(const ElementRow& row) const {
    for (Ordinal ordinal = editions_.since; ordinal <= editions_.until; ++ordinal)
        if (is_collected(row, ordinal)) return true;
    return false;
}

unsigned JsonSchemaScope::minimum(const ElementRow& row) const {
    unsigned least = std::numeric_limits<unsigned>::max();
    for (Ordinal ordinal = editions_.since; ordinal <= editions_.until; ++ordinal)
        least = std::min<unsigned>(least, is_collected(row, ordinal) ? dictionary_.minimum(row, ordinal) : 0);
    return least;
}

std::vector<JsonSchemaScope::Particle> JsonSchemaScope::particles(const ElementRow& parent) const {
    std::vector<Particle> particles;
    unsigned choice = 0;
    for (const ElementRow& row : dictionary_.children(static_cast<ElementId>(&parent - dictionary_.elements().data()))) {
        if (!is_collected(row)) continue;
        if (row.choice == 0 || row.choice != choice) particles.push_back({{}, row.choice == 0 ? minimum(row) != 0 : row.choice_required});
        particles.back().rows.push_back(&row);
        choice = row.choice;
    }
    return particles;
}

}  // namespace cbds::schema
