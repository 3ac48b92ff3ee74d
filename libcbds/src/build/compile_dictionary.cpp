/// Writes the dictionary as a C++ source: the XML Schema files of a folder become arrays of constants, so that
/// the program has nothing to do for it when it starts.
///
/// compile_dictionary FOLDER OUTPUT.cpp

#include "schema/xsd_compiler.hpp"

#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace {

using namespace cbds::schema;

/// Writes the members of one row, `{.name = "UPN"sv, .min = 1}`: texts and ranges always, other members where they
/// differ from what a row has anyway.
class RowWriter {
public:
    explicit RowWriter(std::ostream& out) : out_(out) { out_ << "    {"; }
    ~RowWriter() { out_ << "},\n"; }
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;

    void text(const char* member, std::string_view value) {
        begin(member);
        if (value.empty()) {
            out_ << "{}";
            return;
        }
        out_ << '"';
        for (const char c : value) out_ << (c == '"' || c == '\\' ? "\\" : "") << c;
        out_ << "\"sv";
    }

    template <class T>
    void number(const char* member, T value, T usual) {
        if (value == usual) return;
        begin(member);
        out_ << +value;
    }

    template <class Word>
    void word(const char* member, const char* type, Word value, Word usual) {
        if (value == usual) return;
        begin(member);
        out_ << type << '{' << static_cast<int>(value) << '}';
    }

    void range(const char* member, const EditionRange& value) {
        begin(member);
        out_ << '{' << value.since << ", " << value.until << '}';
    }

    std::ostream& raw(const char* member) {
        begin(member);
        return out_;
    }

private:
    void begin(const char* member) {
        out_ << (first_ ? "." : ", .") << member << " = ";
        first_ = false;
    }

    std::ostream& out_;
    bool first_ = true;
};

void write(std::ostream& out, const CodeRow& row) {
    RowWriter writer(out);
    writer.text("code", row.code);
    writer.text("label", row.label);
    std::ostream& editions = writer.raw("editions") << "{{";
    for (const EditionRange& range : row.editions) editions << '{' << range.since << ", " << range.until << "},";
    editions << "}}";
    writer.word("confidence", "Confidence", row.confidence, Confidence::certain);
}

void write(std::ostream& out, const TypeRow& row) {
    const TypeRow usual;
    RowWriter writer(out);
    writer.text("name", row.name);
    writer.text("documentation", row.documentation);
    writer.text("form", row.form);
    writer.text("set_numbers", row.set_numbers);
    writer.text("pattern", row.pattern);
    writer.word("base", "Base", row.base, usual.base);
    writer.word("identifier", "Identifier", row.identifier, usual.identifier);
    writer.word("confidence", "Confidence", row.confidence, usual.confidence);
    writer.number("min_length", row.min_length, usual.min_length);
    writer.number("max_length", row.max_length, usual.max_length);
    writer.number("fraction_digits", row.fraction_digits, usual.fraction_digits);
    writer.number("min_value", row.min_value, usual.min_value);
    writer.number("max_value", row.max_value, usual.max_value);
    writer.number("first_code", row.first_code, usual.first_code);
    writer.number("code_count", row.code_count, usual.code_count);
}

void write(std::ostream& out, const OccurrenceRow& row) {
    RowWriter writer(out);
    writer.range("editions", row.editions);
    writer.number("min", row.min, std::uint8_t{0});
}

void write(std::ostream& out, const ElementRow& row) {
    const ElementRow usual;
    RowWriter writer(out);
    writer.text("name", row.name);
    writer.text("path", row.path);
    writer.text("documentation", row.documentation);
    writer.text("numbers", row.numbers);
    writer.text("aliases", row.aliases);
    writer.text("missing", row.missing);
    writer.text("invalid", row.invalid);
    writer.text("key", row.key);
    writer.text("table", row.table);
    writer.text("column", row.column);
    writer.text("collect_table", row.collect_table);
    writer.text("collect_column", row.collect_column);
    writer.word("collection", "Collection", row.collection, usual.collection);
    writer.word("content", "Content", row.content, usual.content);
    writer.word("part", "Part", row.part, usual.part);
    writer.word("roll", "Roll", row.roll, usual.roll);
    writer.word("privacy", "Privacy", row.privacy, usual.privacy);
    writer.word("confidence", "Confidence", row.confidence, usual.confidence);
    writer.word("occurrence_confidence", "Confidence", row.occurrence_confidence, usual.occurrence_confidence);
    writer.word("order_confidence", "Confidence", row.order_confidence, usual.order_confidence);
    writer.word("funding", "bool", row.funding, usual.funding);
    writer.number("min", row.min, usual.min);
    writer.number("max", row.max, usual.max);
    writer.number("choice", row.choice, usual.choice);
    writer.word("choice_required", "bool", row.choice_required, usual.choice_required);
    writer.range("editions", row.editions);
    writer.number("terms", row.terms, usual.terms);
    writer.number("phases", row.phases, usual.phases);
    writer.number("type", row.type, usual.type);
    writer.number("parent", row.parent, usual.parent);
    writer.number("first_child", row.first_child, usual.first_child);
    writer.number("child_count", row.child_count, usual.child_count);
    writer.number("first_minimum", row.first_minimum, usual.first_minimum);
    writer.number("minimum_count", row.minimum_count, usual.minimum_count);
}

void write(std::ostream& out, const CollectionRow& row) {
    RowWriter writer(out);
    writer.range("editions", row.editions);
    writer.number("root", row.root, kNoElement);
    writer.text("dated", row.dated);
}

template <class Rows>
void write_array(std::ostream& out, const char* type, const char* name, const Rows& rows) {
    out << "constexpr std::array<" << type << ", " << rows.size() << "> " << name << "{{\n";
    for (const auto& row : rows) write(out, row);
    out << "}};\n\n";
}

void write_source(std::ostream& out, const Rows& rows) {
    out << "// Made from the XML Schema files of xsd. Do not edit.\n#include \"schema/built_in_tables.hpp\"\n\n"
        << "#include <array>\n\nnamespace cbds::schema {\nnamespace {\n\nusing namespace std::string_view_literals;\n\n";
    write_array(out, "CodeRow", "kCodes", rows.codes);
    write_array(out, "TypeRow", "kTypes", rows.types);
    write_array(out, "OccurrenceRow", "kMinimums", rows.minimums);
    write_array(out, "ElementRow", "kElements", rows.elements);
    write_array(out, "CollectionRow", "kCollectionRows", rows.collections);
    out << "}  // namespace\n\n"
        << "constinit const Tables kBuiltInTables{kElements, kTypes, kCodes, kMinimums, kCollectionRows};\n\n"
        << "}  // namespace cbds::schema\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: compile_dictionary FOLDER OUTPUT.cpp\n";
        return 2;
    }
    try {
        std::ofstream out(argv[2]);
        if (!out) throw std::runtime_error(std::string(argv[2]) + ": cannot be opened");
        write_source(out, compile_xsd(argv[1]));
        return out.flush() ? 0 : 2;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
