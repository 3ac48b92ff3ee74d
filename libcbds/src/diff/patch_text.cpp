#include "diff/patch_text.hpp"

#include "cbds/xml/writer.hpp"

#include <array>

namespace cbds::diff {
namespace {

constexpr std::array<std::string_view, 3> kTags{"add", "replace", "remove"};

void append_attribute(std::string_view name, std::string_view value, std::string& out) {
    out.append(" ").append(name).append("=\"");
    xml::append_attribute_value(value, out);
    out += '"';
}

/// Elements stand directly behind the start tag: nothing but them is added to the document then.
void append_content(const PatchContent& content, std::string& out) {
    xml::append_text(content.text, out);
    for (const xml::Element& each : content.elements) {
        std::string text;
        xml::append_element(each, 1, text);
        out.append(text, 2, text.size() - 3);
    }
}

void append_position(Position position, std::string& out) {
    if (position != Position::append) append_attribute("pos", position_name(position), out);
}

void append_end(std::string_view tag, bool empty, const PatchContent& content, std::string& out) {
    if (empty) {
        out += "/>\n";
        return;
    }
    out += '>';
    append_content(content, out);
    out.append("</").append(tag).append(">\n");
}

void append_removed(const Removed& removed, std::string& out) {
    out += "  <cbds:removed";
    if (removed.place) {
        append_attribute("sel", text_of(removed.place->selector), out);
        append_position(removed.place->position, out);
    }
    append_end("cbds:removed", false, removed.content, out);
}

}  // namespace

void append_patch_start(std::span<const xml::ParsedAttribute> namespaces, std::string& out) {
    out += xml::xml_declaration();
    out += "<diff";
    append_attribute("xmlns:cbds", kPatchNamespace, out);
    for (const xml::ParsedAttribute& each : namespaces) append_attribute(each.name, each.value, out);
    out += ">\n";
}

void append_operation(const Operation& operation, std::string& out) {
    if (operation.removed) append_removed(*operation.removed, out);
    if (operation.added) {
        out += "  <cbds:added";
        append_attribute("sel", text_of(*operation.added), out);
        out += "/>\n";
    }
    const std::string_view tag = kTags[static_cast<std::size_t>(operation.kind)];
    out.append("  <").append(tag);
    append_attribute("sel", text_of(operation.selector), out);
    append_position(operation.position, out);
    if (!operation.attribute.empty()) append_attribute("type", '@' + operation.attribute, out);
    append_end(tag, operation.kind == Operation::Kind::remove, operation.content, out);
}

void append_patch_end(std::string& out) { out += "</diff>\n"; }

}  // namespace cbds::diff
