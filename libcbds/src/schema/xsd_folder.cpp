#include "schema/xsd_folder.hpp"

#include "cbds/error.hpp"

#include <algorithm>
#include <array>
#include <fstream>

namespace cbds::schema {
namespace {

constexpr std::string_view kXmlSchema = "http://www.w3.org/2001/XMLSchema";
constexpr std::string_view kOurs = "urn:cbds:dictionary";

std::size_t line_of(std::string_view text, std::ptrdiff_t offset) {
    const auto end = text.begin() + std::clamp<std::ptrdiff_t>(offset, 0, std::ssize(text));
    return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

std::string message(const std::string& path, std::size_t line, const std::string& reason) {
    return path + ":" + std::to_string(line) + ": " + reason;
}

std::string read_whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw DictionaryError(path + ": cannot be opened");
    std::string text;
    std::array<char, 65536> piece;
    while (in.read(piece.data(), piece.size()), in.gcount() > 0) text.append(piece.data(), static_cast<std::size_t>(in.gcount()));
    if (in.bad()) throw DictionaryError(path + ": cannot be read");
    return text;
}

}  // namespace

XsdFolder::File& XsdFolder::parse(const std::string& name) {
    const auto [place, is_new] = files_.try_emplace(name);
    File& file = place->second;
    if (!is_new) return file;
    file.path = folder_ + "/" + name;
    file.text = read_whole(file.path);
    const auto result = file.document.load_buffer(file.text.data(), file.text.size());
    if (!result) throw DictionaryError(message(file.path, line_of(file.text, result.offset), result.description()));
    const pugi::xml_node schema = file.document.document_element();
    if (schema.name() != std::string_view("xs:schema") || schema.attribute("xmlns:xs").value() != kXmlSchema)
        fail(schema, "the root must be xs:schema with xmlns:xs=" + quoted(kXmlSchema));
    if (const auto ours = schema.attribute("xmlns:cbds"); ours && ours.value() != kOurs)
        fail(schema, "xmlns:cbds must be " + quoted(kOurs));
    return file;
}

void XsdFolder::collect(const std::string& name, std::vector<pugi::xml_node>& schemas) {
    const pugi::xml_node schema = parse(name).document.document_element();
    if (std::find(schemas.begin(), schemas.end(), schema) != schemas.end()) return;
    schemas.push_back(schema);
    for (const pugi::xml_node include : schema.children("xs:include"))
        collect(std::string(required(include, "schemaLocation")), schemas);
}

std::vector<pugi::xml_node> XsdFolder::load(const std::string& file) {
    std::vector<pugi::xml_node> schemas;
    collect(file, schemas);
    return schemas;
}

void XsdFolder::fail(pugi::xml_node where, const std::string& reason) const {
    for (const auto& [name, file] : files_)
        if (where.root() == file.document) throw DictionaryError(message(file.path, line_of(file.text, where.offset_debug()), reason));
    throw DictionaryError(folder_ + ": " + reason);
}

void XsdFolder::allow(pugi::xml_node node, std::initializer_list<std::string_view> attributes) const {
    for (const pugi::xml_attribute attribute : node.attributes()) {
        const std::string_view name = attribute.name();
        if (name.starts_with("xmlns") || std::find(attributes.begin(), attributes.end(), name) != attributes.end()) continue;
        fail(node, std::string(node.name()) + " cannot have the attribute " + std::string(name));
    }
}

std::string_view XsdFolder::required(pugi::xml_node node, const char* attribute) const {
    const std::string_view value = node.attribute(attribute).value();
    if (value.empty()) fail(node, std::string(node.name()) + " needs the attribute " + attribute);
    return value;
}

std::vector<pugi::xml_node> content_of(pugi::xml_node node) {
    std::vector<pugi::xml_node> content;
    for (const pugi::xml_node child : node.children())
        if (child.type() == pugi::node_element && child.name() != std::string_view("xs:annotation")) content.push_back(child);
    return content;
}

std::string documentation_of(pugi::xml_node node) {
    return joined(words_of(node.child("xs:annotation").child("xs:documentation").child_value()));
}

std::vector<std::string_view> words_of(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    std::vector<std::string_view> words;
    for (std::size_t begin = text.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(kBlanks, end);
    }
    return words;
}

std::string quoted(std::string_view text) { return std::string("\"").append(text).append("\""); }

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) text.append(text.empty() ? "" : " ").append(word);
    return text;
}

}  // namespace cbds::schema
