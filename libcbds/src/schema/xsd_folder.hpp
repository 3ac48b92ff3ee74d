/// @file
/// The XML Schema files of a folder, parsed, and the places in them for messages.
#pragma once

#include <pugixml.hpp>

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::schema {

class XsdFolder {
public:
    explicit XsdFolder(std::string folder) : folder_(std::move(folder)) {}

    /// The `xs:schema` elements of a file and of all that it includes, itself first. A file is parsed once.
    /// @throws DictionaryError
    [[nodiscard]] std::vector<pugi::xml_node> load(const std::string& file);

    /// Ends the compilation: `xsd/ctf.xsd:12: <reason>`.
    [[noreturn]] void fail(pugi::xml_node where, const std::string& reason) const;

    /// Fails where an element has an attribute that is not one of these (namespace declarations apart).
    void allow(pugi::xml_node node, std::initializer_list<std::string_view> attributes) const;

    /// The value of an attribute that must be there.
    [[nodiscard]] std::string_view required(pugi::xml_node node, const char* attribute) const;

private:
    struct File {
        std::string path;
        std::string text;
        pugi::xml_document document;
    };

    File& parse(const std::string& file);
    void collect(const std::string& file, std::vector<pugi::xml_node>& schemas);

    std::string folder_;
    std::map<std::string, File> files_;
};

/// The children that count: elements other than `xs:annotation`.
[[nodiscard]] std::vector<pugi::xml_node> content_of(pugi::xml_node node);

/// The text of `xs:annotation/xs:documentation`, its blanks collapsed.
[[nodiscard]] std::string documentation_of(pugi::xml_node node);

/// Splits at blanks.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

/// The text between quotation marks, for messages.
[[nodiscard]] std::string quoted(std::string_view text);

/// The words, one space between them.
[[nodiscard]] std::string joined(const std::vector<std::string_view>& words);

}  // namespace cbds::schema
