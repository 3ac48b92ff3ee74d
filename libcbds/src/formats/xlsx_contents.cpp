#include "formats/xlsx_contents.hpp"

#include "cbds/error.hpp"
#include "formats/xlsx_part.hpp"

namespace cbds::formats {
namespace {

/// What a part refers to: other parts, by an id that it uses.
struct Relationship {
    std::string id;
    std::string type;  ///< the last word of it: `worksheet`, `styles`
    std::string part;
};

std::string_view last_word(std::string_view path) { return path.substr(path.rfind('/') + 1); }
std::string_view folder_of(std::string_view path) { return path.substr(0, path.rfind('/') + 1); }

/// A path relative to a folder that ends with `/`, or absolute.
std::string resolve(std::string_view folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    while (target.starts_with("../") || target.starts_with("./")) {
        if (target.starts_with("../") && !folder.empty()) folder = folder_of(folder.substr(0, folder.size() - 1));
        target.remove_prefix(target.find('/') + 1);
    }
    return std::string(folder).append(target);
}

class RelationshipReader final : public PartReader {
public:
    explicit RelationshipReader(std::string_view folder) : PartReader(kSteps), folder_(folder) {}
    std::vector<Relationship> relationships;

private:
    enum State : PartState { list = 1, relationship };
    static constexpr PartStep kSteps[] = {{kOutside, "Relationships", list}, {list, "Relationship", relationship}};

    void enter(PartState state, PartAttributes attributes) override {
        if (state != relationship || attribute(attributes, "TargetMode") == "External") return;
        relationships.push_back({std::string(attribute(attributes, "Id")), std::string(last_word(attribute(attributes, "Type"))),
                                 resolve(folder_, attribute(attributes, "Target"))});
    }
    void leave(PartState) override {}

    std::string_view folder_;
};

/// @param part  empty for the package as a whole
std::vector<Relationship> relationships_of(const XlsxPackage& package, std::string_view part) {
    const std::string path = std::string(folder_of(part)) + "_rels/" + std::string(last_word(part)) + ".rels";
    const auto stream = package.open(path);
    if (!stream) throw DocumentError("is an archive, but no workbook (.xlsx)");
    RelationshipReader reader(folder_of(part));
    reader.read(*stream, path);
    return std::move(reader.relationships);
}

std::string part_of_type(const std::vector<Relationship>& relationships, std::string_view type) {
    for (const Relationship& relationship : relationships)
        if (relationship.type == type) return relationship.part;
    return {};
}

class WorkbookReader final : public PartReader {
public:
    WorkbookReader(XlsxContents& contents, const std::vector<Relationship>& relationships)
        : PartReader(kSteps), contents_(contents), relationships_(relationships) {}

private:
    enum State : PartState { workbook = 1, properties, sheets, sheet };
    static constexpr PartStep kSteps[] = {
        {kOutside, "workbook", workbook}, {workbook, "workbookPr", properties}, {workbook, "sheets", sheets}, {sheets, "sheet", sheet}};

    void enter(PartState state, PartAttributes attributes) override {
        if (state == properties) contents_.from_1904 = is_true(attribute(attributes, "date1904"));
        if (state == sheet) contents_.sheets.push_back({std::string(attribute(attributes, "name")), part_of_sheet(attribute(attributes, "id"))});
    }
    void leave(PartState) override {}

    [[nodiscard]] std::string part_of_sheet(std::string_view id) const {
        for (const Relationship& relationship : relationships_)
            if (relationship.id == id && relationship.type == "worksheet") return relationship.part;
        return {};
    }

    XlsxContents& contents_;
    const std::vector<Relationship>& relationships_;
};

}  // namespace

XlsxContents read_contents(const XlsxPackage& package) {
    const std::string path = part_of_type(relationships_of(package, ""), "officeDocument");
    const std::vector<Relationship> relationships = relationships_of(package, path);
    XlsxContents contents;
    contents.styles = part_of_type(relationships, "styles");
    contents.shared_strings = part_of_type(relationships, "sharedStrings");
    const auto stream = package.open(path);
    if (!stream) throw DocumentError("is an archive, but no workbook (.xlsx)");
    WorkbookReader(contents, relationships).read(*stream, path);
    return contents;
}

}  // namespace cbds::formats
