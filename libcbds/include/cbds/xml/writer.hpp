/// @file
/// Parts of a document written as XML: UTF-8, two blanks a level, LF, an end tag for every start tag; an unknown element
/// that has text before its children stands on one line. The same elements
/// always give the same bytes. Canonical XML (C14N) of what was read and of what is written are equal up to the layout.
#pragma once

#include "cbds/xml/document_reader.hpp"
#include "cbds/xml/element.hpp"

#include <string>
#include <string_view>

namespace cbds::xml {

/// `<?xml version="1.0" encoding="UTF-8"?>` and a line end.
[[nodiscard]] std::string_view xml_declaration() noexcept;

/// Appends text as it stands between tags: `&`, `<`, `>` and a carriage return are written as references.
void append_text(std::string_view text, std::string& out);

/// Appends the value of an attribute: quotation marks, tabs and line ends are references too.
void append_attribute_value(std::string_view value, std::string& out);

/// Appends a part and all that is in it.
/// @param depth  how many elements enclose it
void append_part(const Part& part, const schema::Dictionary& dictionary, unsigned depth, std::string& out);
void append_element(const Element& element, unsigned depth, std::string& out);

/// How many elements enclose an element of the dictionary.
[[nodiscard]] unsigned depth_of(schema::ElementId element, const schema::Dictionary& dictionary) noexcept;

/// Writes what encloses the parts of a document, which have to come in their order: an element without anything in it
/// stands on one line, an unknown one with its text.
class FrameText {
public:
    explicit FrameText(const schema::Dictionary& dictionary) : dictionary_(dictionary) {}

    void open(const FrameElement& element, std::string& out);

    /// What is written next is a part.
    void part(std::string& out);
    void text(std::string_view text);

    /// @param element  as the reader tells it; `kNoElement` for an unknown one
    void close(schema::ElementId element, std::string& out);

private:
    struct Open {
        std::string name;
        schema::ElementId element = schema::kNoElement;
        unsigned depth = 0;
        bool has_children = false;
        bool mixed = false;  ///< it has text before its children, which take no layout then
        std::string text;
    };

    void begin_child(std::string& out);

    const schema::Dictionary& dictionary_;
    std::vector<Open> open_;
};

}  // namespace cbds::xml
