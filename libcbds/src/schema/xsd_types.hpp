/// @file
/// Simple types of XML Schema files made into rows: bases, facets, code sets.
#pragma once

#include "schema/rows.hpp"
#include "schema/xsd_folder.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::schema {

/// Collects the named simple types of all files, then makes their rows. The built-in types of XML Schema have
/// rows of their own, named `xs:string` and so on, since elements may be of such a type.
class TypeCompiler {
public:
    TypeCompiler(const XsdFolder& folder, Rows& rows);

    /// Notes the simple types of a file. The same file may be given again.
    void add(pugi::xml_node schema);

    /// Makes the rows of all types that were noted, sorted by name.
    void compile();

    /// The row of a type; `kNoType` where there is none of that name.
    [[nodiscard]] TypeId find(std::string_view name) const;

private:
    enum class State : std::uint8_t { untouched, begun, done };
    struct Source {
        pugi::xml_node node;  ///< null for a built-in type
        State state = State::untouched;
    };

    void compile(TypeId id);
    void restrict_by(TypeRow& row, pugi::xml_node restriction);
    void add_facet(TypeRow& row, pugi::xml_node facet);
    void add_codes(TypeRow& row, const std::vector<pugi::xml_node>& enumerations);
    [[nodiscard]] CodeRow compile_code(const TypeRow& base, pugi::xml_node enumeration);
    void check_repeated(const std::vector<CodeRow>& codes, const CodeRow& code, pugi::xml_node enumeration) const;

    const XsdFolder* folder_;
    Rows* rows_;
    std::map<std::string, pugi::xml_node, std::less<>> nodes_;
    std::vector<Source> sources_;  ///< by type
};

}  // namespace cbds::schema
