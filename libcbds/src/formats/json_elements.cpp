#include "formats/json_elements.hpp"

#include "cbds/xml/writer.hpp"
#include "io/ascii.hpp"

#include <ostream>
#include <utility>

namespace cbds::formats {
namespace {

constexpr std::size_t kBufferSize = std::size_t{64} << 10;
constexpr std::size_t kIndent = 2;
constexpr std::size_t kMostAttributes = 1000;

}  // namespace

void JsonElements::fail(const std::string& what) const {
    std::string path;
    for (const Open& open : open_) path.append(path.empty() ? "" : "/").append(open.name);
    source_.fail(path, what);
}

void JsonElements::begin(std::ostream& out) {
    out_ = &out;
    buffer_ = xml::xml_declaration();
}

void JsonElements::end() {
    flush();
    out_ = nullptr;
}

void JsonElements::flush() {
    out_->write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
}

void JsonElements::open(std::string_view name) {
    if (name.size() > limits_.name) fail("the name of an element is too long");
    if (!is_xml_name(name)) fail("the name of a member is none that an element can have");
    if (open_.size() == limits_.depth) fail("elements stand inside each other deeper than is read");
    begin_children();
    open_.push_back({std::string(name), is_inline()});
    in_start_tag_ = true;
}

void JsonElements::attribute(std::string_view name, std::string_view value) {
    if (!in_start_tag_) fail("attributes (@...) stand before elements");
    if (name.size() > limits_.name || !is_xml_name(name)) fail("the name of a member is none that an attribute can have");
    attribute_bytes_ += name.size() + value.size();
    if (attributes_.size() == kMostAttributes || attribute_bytes_ > limits_.value) fail("an element has too many attributes");
    check_text(value);
    attributes_.push_back({std::string(name), std::string(value)});
}

void JsonElements::text(std::string_view value) {
    if (open_.back().has_children) fail("\"#text\" stands before elements");
    if (has_text_) fail("\"#text\" stands twice");
    check_text(value);
    text_ = value;
    has_text_ = true;
}

void JsonElements::check_text(std::string_view value) const {
    if (value.size() > limits_.value) fail("a value is longer than is read, at most " + std::to_string(limits_.value) + " bytes");
    if (!is_xml_text(value)) fail("a value has a control character, which no XML document can have");
}

void JsonElements::close() {
    finish_start_tag();
    const Open last = std::move(open_.back());
    open_.pop_back();
    if (!last.has_children) xml::append_text(text_, buffer_);
    else if (!last.mixed) buffer_.append(kIndent * open_.size(), ' ');
    text_.clear();
    has_text_ = false;
    buffer_.append("</").append(last.name).append(is_inline() ? ">" : ">\n");
    prefixes_.leave();
    if (buffer_.size() >= kBufferSize) flush();
}

/// A child is to be written. Blanks before children are layout; after any other text there is none.
void JsonElements::begin_children() {
    if (open_.empty()) return;
    finish_start_tag();
    Open& open = open_.back();
    if (open.has_children) return;
    open.has_children = true;
    const bool blank = ascii::trimmed(text_).empty();
    open.mixed = open.mixed || !blank;
    if (!blank) xml::append_text(text_, buffer_);
    text_.clear();
    has_text_ = false;
    if (!open.mixed) buffer_ += '\n';
}

void JsonElements::finish_start_tag() {
    if (!in_start_tag_) return;
    in_start_tag_ = false;
    const std::string& name = open_.back().name;
    if (const std::string wrong = prefixes_.enter(name, attributes_); !wrong.empty()) fail(wrong);
    if (!open_.back().mixed) buffer_.append(kIndent * (open_.size() - 1), ' ');
    buffer_.append("<").append(name);
    for (const xml::ParsedAttribute& attribute : attributes_) {
        buffer_.append(" ").append(attribute.name).append("=\"");
        xml::append_attribute_value(attribute.value, buffer_);
        buffer_ += '"';
    }
    buffer_ += '>';
    attributes_.clear();
    attribute_bytes_ = 0;
}

}  // namespace cbds::formats
