#include "formats/json_part.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace cbds::formats {

using schema::kNoElement;

void PartJson::append(const xml::Part& part, std::string& out) {
    part_ = &part;
    out_ = &out;
    attributes_ = part.attributes;
    find_ends();
    write_value(0);
}

void PartJson::find_ends() {
    ends_.resize(part_->nodes.size());
    std::iota(ends_.begin(), ends_.end(), 1U);
    for (std::size_t i = ends_.size(); i-- > 1;) {
        std::uint32_t& end = ends_[part_->nodes[i].parent];
        end = std::max(end, ends_[i]);
    }
}

bool PartJson::is_parent(std::uint32_t node) const { return ends_[node] != node + 1; }

bool PartJson::same_name(std::uint32_t a, std::uint32_t b) const {
    if (part_->names.empty()) return part_->nodes[a].element == part_->nodes[b].element;
    return part_->written_name(a, names_.dictionary()) == part_->written_name(b, names_.dictionary());
}

/// What was predicted keeps its repeated elements together.
bool PartJson::stand_together(std::uint32_t parent) const {
    if (part_->as_predicted) return true;
    std::unordered_set<std::string_view> seen;
    std::string_view last;
    for (std::uint32_t child = parent + 1; child != ends_[parent]; child = ends_[child]) {
        const std::string_view name = part_->written_name(child, names_.dictionary());
        if (name != last && !seen.insert(name).second) return false;
        last = name;
    }
    return true;
}

bool PartJson::is_list(std::uint32_t child, std::uint32_t parent) const {
    const schema::ElementId element = part_->nodes[child].element;
    if (element != kNoElement && names_.repeats(element)) return true;
    return ends_[child] != ends_[parent] && same_name(child, ends_[child]);
}

void PartJson::separate() {
    if (out_->back() != '{' && out_->back() != '[') *out_ += ',';
}

void PartJson::write_key(std::uint32_t node) {
    const schema::ElementId element = part_->nodes[node].element;
    if (part_->names.empty() && element != kNoElement) *out_ += names_.key(element);
    else append_json_key(part_->written_name(node, names_.dictionary()), *out_);
}

/// @returns the node behind it
std::uint32_t PartJson::write_value(std::uint32_t node) {
    const schema::ElementId element = part_->nodes[node].element;
    const bool value = element == kNoElement || names_.is_value(element);
    const bool has_attributes = !attributes_.empty() && attributes_.front().node == node;
    if (!value || has_attributes || is_parent(node)) return write_object(node);
    write_text(node);
    return node + 1;
}

void PartJson::write_text(std::uint32_t node) {
    const xml::Node& what = part_->nodes[node];
    append_json_value(what.value(), what.element == kNoElement ? schema::JsonKind::text : names_.kind(what.element), *out_);
}

void PartJson::write_attributes(std::uint32_t node) {
    for (; !attributes_.empty() && attributes_.front().node == node; attributes_ = attributes_.subspan(1)) {
        separate();
        append_json_key("@" + std::string(attributes_.front().name), *out_);
        append_json_text(attributes_.front().value, *out_);
    }
}

std::uint32_t PartJson::write_object(std::uint32_t node) {
    *out_ += '{';
    write_attributes(node);
    const std::string_view text = part_->nodes[node].value();
    // Blanks before child elements are layout.
    if (is_parent(node) ? !ascii::trimmed(text).empty() : !text.empty()) {
        separate();
        *out_ += "\"#text\":";
        write_text(node);
    }
    if (is_parent(node)) stand_together(node) ? write_members(node) : write_content(node);
    *out_ += '}';
    return ends_[node];
}

std::uint32_t PartJson::write_members(std::uint32_t parent) {
    std::uint32_t child = parent + 1;
    while (child != ends_[parent]) {
        separate();
        write_key(child);
        const bool list = is_list(child, parent);
        const std::uint32_t first = child;
        if (list) *out_ += '[';
        child = write_value(child);
        while (child != ends_[parent] && same_name(first, child)) {
            *out_ += ',';
            child = write_value(child);
        }
        if (list) *out_ += ']';
    }
    return child;
}

std::uint32_t PartJson::write_content(std::uint32_t parent) {
    separate();
    *out_ += "\"#content\":[";
    std::uint32_t child = parent + 1;
    while (child != ends_[parent]) {
        separate();
        *out_ += '{';
        write_key(child);
        child = write_value(child);
        *out_ += '}';
    }
    *out_ += ']';
    return child;
}

}  // namespace cbds::formats
