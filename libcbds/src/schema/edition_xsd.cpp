#include "cbds/schema/edition_xsd.hpp"

#include "cbds/error.hpp"
#include "schema/words.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace cbds::schema {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else out += c;
    }
    return out;
}

class Writer {
public:
    Writer(const Dictionary& dictionary, Edition edition, std::ostream& out)
        : dictionary_(dictionary), edition_(edition), out_(out) {}

    void write() {
        const CollectionRow& collection = dictionary_.collection(edition_.collection);
        out_ << R"(<?xml version="1.0" encoding="UTF-8"?>)" << "\n<!-- " << collection_title(edition_.collection) << ", edition "
             << edition_name(edition_) << ". Written by cbds";
        if (!collection.dated.empty()) out_ << " from its dictionary of " << collection.dated;
        out_ << ". -->\n"
             << R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">)" << '\n';
        write_element(dictionary_.element(collection.root), 1, false, 1);
        // Types have their ids in the order of their names.
        for (const TypeId id : types_) write_type(dictionary_.type(id));
        out_ << "</xs:schema>\n";
    }

private:
    std::ostream& line(unsigned depth) { return out_ << std::string(std::size_t{2} * depth, ' '); }

    /// The elements of the top level have no occurrence.
    void write_element(const ElementRow& row, unsigned depth, bool occurs, unsigned min) {
        line(depth) << "<xs:element name=\"" << row.name << '"';
        if (row.content == Content::value) {
            const TypeRow& type = dictionary_.type(row.type);
            out_ << " type=\"" << type.name << '"';
            if (!type.name.starts_with("xs:")) types_.insert(row.type);
        }
        if (occurs && min != 1) out_ << " minOccurs=\"" << min << '"';
        if (occurs && row.max == kUnbounded) out_ << " maxOccurs=\"unbounded\"";
        else if (occurs && row.max != 1) out_ << " maxOccurs=\"" << row.max << '"';
        if (row.content == Content::value) {
            out_ << "/>\n";
            return;
        }
        out_ << ">\n";
        write_complex_type(row, depth + 1);
        line(depth) << "</xs:element>\n";
    }

    void write_complex_type(const ElementRow& row, unsigned depth) {
        const std::string_view model = row.content == Content::all ? "xs:all" : "xs:sequence";
        line(depth) << "<xs:complexType>\n";
        line(depth + 1) << '<' << model << ">\n";
        write_children(row, depth + 2);
        if (row.content == Content::any)
            line(depth + 2) << R"(<xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/>)" << '\n';
        line(depth + 1) << "</" << model << ">\n";
        line(depth) << "</xs:complexType>\n";
    }

    void write_children(const ElementRow& parent, unsigned depth) {
        const auto id = static_cast<ElementId>(&parent - dictionary_.elements().data());
        std::span<const ElementRow> rest = dictionary_.children(id);
        while (!rest.empty()) {
            std::size_t count = 1;
            while (rest[0].choice != 0 && count < rest.size() && rest[count].choice == rest[0].choice) ++count;
            write_particle(rest.first(count), depth);
            rest = rest.subspan(count);
        }
    }

    /// One element, or the alternatives of one choice as far as this edition has them.
    void write_particle(std::span<const ElementRow> rows, unsigned depth) {
        std::vector<const ElementRow*> present;
        for (const ElementRow& row : rows)
            if (is_collected(row)) present.push_back(&row);
        if (present.empty()) return;
        if (present.size() == 1) return write_element(*present[0], depth, true, minimum(*present[0]));
        line(depth) << "<xs:choice" << (rows[0].choice_required ? "" : " minOccurs=\"0\"") << ">\n";
        for (const ElementRow* row : present) write_element(*row, depth + 1, true, 1);
        line(depth) << "</xs:choice>\n";
    }

    /// An item whose code set has no code in this edition has no value that it could hold: it is left out.
    [[nodiscard]] bool is_collected(const ElementRow& row) const {
        if (!row.in_edition(edition_)) return false;
        if (row.content != Content::value || dictionary_.type(row.type).code_count == 0) return true;
        const auto codes = dictionary_.codes(dictionary_.type(row.type));
        return std::any_of(codes.begin(), codes.end(), [&](const CodeRow& code) { return holds(code); });
    }

    [[nodiscard]] bool holds(const CodeRow& code) const {
        return code.editions[static_cast<std::size_t>(edition_.collection)].holds(edition_.ordinal);
    }

    [[nodiscard]] unsigned minimum(const ElementRow& row) const {
        if (row.choice != 0) return row.choice_required ? 1 : 0;
        return dictionary_.minimum(row, edition_.ordinal);
    }

    void write_type(const TypeRow& type) {
        line(1) << "<xs:simpleType name=\"" << type.name << "\">\n";
        line(2) << "<xs:restriction base=\"" << kBaseWords[static_cast<std::size_t>(type.base)] << "\">\n";
        if (type.code_count != 0) write_codes(type);
        else write_facets(type);
        line(2) << "</xs:restriction>\n";
        line(1) << "</xs:simpleType>\n";
    }

    void write_facets(const TypeRow& type) {
        const TypeRow usual;
        const auto facet = [&](const char* name, auto value) { line(3) << "<xs:" << name << " value=\"" << value << "\"/>\n"; };
        if (type.min_length == type.max_length) {
            facet("length", type.min_length);
        } else {
            if (type.min_length != usual.min_length) facet("minLength", type.min_length);
            if (type.max_length != usual.max_length) facet("maxLength", type.max_length);
        }
        if (type.min_value != usual.min_value) facet("minInclusive", type.min_value);
        if (type.max_value != usual.max_value) facet("maxInclusive", type.max_value);
        if (type.fraction_digits != usual.fraction_digits) facet("fractionDigits", unsigned{type.fraction_digits});
        if (!type.pattern.empty()) facet("pattern", escaped(type.pattern));
    }

    void write_codes(const TypeRow& type) {
        std::set<std::string_view> written;
        for (const CodeRow& code : dictionary_.codes(type)) {
            if (!holds(code) || !written.insert(code.code).second) continue;
            line(3) << "<xs:enumeration value=\"" << escaped(code.code) << '"';
            if (code.label.empty()) {
                out_ << "/>\n";
                continue;
            }
            out_ << ">\n";
            line(4) << "<xs:annotation><xs:documentation>" << escaped(code.label) << "</xs:documentation></xs:annotation>\n";
            line(3) << "</xs:enumeration>\n";
        }
    }

    const Dictionary& dictionary_;
    Edition edition_;
    std::ostream& out_;
    std::set<TypeId> types_;
};

}  // namespace

void write_edition_xsd(const Dictionary& dictionary, Edition edition, std::ostream& out) {
    if (!dictionary.collection(edition.collection).editions.holds(edition.ordinal))
        throw UsageError(edition_name(edition) + ": the dictionary does not cover this edition; `cbds schema --list` names those it does");
    Writer(dictionary, edition, out).write();
}

}  // namespace cbds::schema
