#include "sample/layout.hpp"

#include "cbds/error.hpp"
#include "cbds/reference/school_phase.hpp"

namespace cbds::sample {
namespace {

constexpr std::size_t kIndent = 2;

std::size_t depth_of(std::string_view path) {
    std::size_t depth = 0;
    for (const char c : path) depth += c == '/';
    return depth;
}

}  // namespace

Layout::Layout(const schema::Dictionary& dictionary, schema::Edition edition, std::string_view phase)
    : dictionary_(dictionary), edition_(edition) {
    const auto elements = dictionary.elements();
    live_.resize(elements.size());
    tags_.resize(elements.size());
    for (std::size_t id = 0; id < elements.size(); ++id) {
        const schema::ElementRow& row = elements[id];
        if (row.collection != edition.collection) continue;
        const bool above = row.parent == schema::kNoElement || live_[row.parent];
        live_[id] = above && row.in_edition(edition) && (row.phases & reference::phase_bit(phase)) != 0;
        const std::string indent(kIndent * depth_of(row.path), ' ');
        const bool value = row.content == schema::Content::value;
        tags_[id].open = indent + '<' + std::string(row.name) + (value ? ">" : ">\n");
        tags_[id].close = (value ? "" : indent) + "</" + std::string(row.name) + ">\n";
    }
}

schema::ElementId Layout::root() const noexcept { return dictionary_.collection(edition_.collection).root; }

schema::ElementId Layout::child(schema::ElementId parent, std::string_view name) const noexcept {
    const schema::ElementRow& row = dictionary_.element(parent);
    for (std::uint16_t place = 0; place < row.child_count; ++place) {
        const auto id = static_cast<schema::ElementId>(row.first_child + place);
        if (dictionary_.element(id).name == name) return id;
    }
    return schema::kNoElement;
}

schema::ElementId Layout::find(std::string_view path) const noexcept { return dictionary_.find(edition_.collection, path); }

bool Layout::allows(std::string_view path, std::string_view code) const noexcept {
    const schema::ElementId id = find(path);
    if (id == schema::kNoElement || dictionary_.element(id).type == schema::kNoType) return true;
    const schema::TypeRow& type = dictionary_.type(dictionary_.element(id).type);
    if (type.code_count == 0) return true;
    for (const schema::CodeRow& row : dictionary_.codes(type))
        if (row.code == code) return row.editions[static_cast<std::size_t>(edition_.collection)].holds(edition_.ordinal);
    return false;
}

}  // namespace cbds::sample
