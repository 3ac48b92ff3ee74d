#include "schema/xsd_compiler.hpp"

#include "schema/xsd_elements.hpp"
#include "schema/xsd_folder.hpp"
#include "schema/xsd_types.hpp"

namespace cbds::schema {

Rows compile_xsd(const std::string& folder_name) {
    XsdFolder folder(folder_name);
    Rows rows;
    TypeCompiler types(folder, rows);
    std::array<std::vector<pugi::xml_node>, kCollections> schemas;
    for (std::size_t i = 0; i < kCollections; ++i) {
        schemas[i] = folder.load(std::string(collection_name(static_cast<Collection>(i))) + ".xsd");
        for (const pugi::xml_node schema : schemas[i]) types.add(schema);
    }
    types.compile();
    for (std::size_t i = 0; i < kCollections; ++i) ElementCompiler(folder, types, rows, static_cast<Collection>(i)).compile(schemas[i]);
    return rows;
}

}  // namespace cbds::schema
