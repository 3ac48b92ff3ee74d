#include "formats/xlsx_part.hpp"

#include "cbds/error.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::formats {
namespace {

std::string_view without_prefix(std::string_view name) noexcept { return name.substr(name.find(':') + 1); }

}  // namespace

std::string_view attribute(PartAttributes attributes, std::string_view name) noexcept {
    for (const xml::ParsedAttribute& a : attributes)
        if (without_prefix(a.name) == name && !a.name.starts_with("xmlns")) return a.value;
    return {};
}

std::uint64_t number_attribute(PartAttributes attributes, std::string_view name, std::uint64_t otherwise) noexcept {
    const std::string_view text = attribute(attributes, name);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

bool is_true(std::string_view value) noexcept { return value == "1" || value == "true"; }

void PartReader::read(io::ByteStream& part, const std::string& path) {
    open_ = {kOutside};
    bool ended = false;
    const auto supply = [&](std::span<char> buffer) {
        if (ended) return std::size_t{0};
        const std::size_t length = part.read(buffer);
        ended = length < buffer.size();
        return length;
    };
    if (const auto fault = xml::parse(supply, *this)) throw DocumentError("the workbook is damaged: " + path + ": " + fault->message);
}

void PartReader::start_element(std::string_view name, PartAttributes attributes, std::uint64_t) {
    open_.push_back(next_state(without_prefix(name)));
    if (open_.back() != kElsewhere) enter(open_.back(), attributes);
}

void PartReader::end_element(std::uint64_t) {
    const PartState state = open_.back();
    open_.pop_back();
    if (state != kElsewhere) leave(state);
}

void PartReader::text(std::string_view text) {
    if (open_.back() != kElsewhere) characters(open_.back(), text);
}

PartState PartReader::next_state(std::string_view name) const noexcept {
    const PartState above = open_.back();
    const auto step = std::find_if(steps_.begin(), steps_.end(), [&](const PartStep& s) { return s.above == above && s.name == name; });
    return above == kElsewhere || step == steps_.end() ? kElsewhere : step->state;
}

}  // namespace cbds::formats
