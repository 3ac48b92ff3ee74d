#include "cbds/error.hpp"
#include "cbds/formats/map.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/schema/nearest.hpp"
#include "formats/map_date.hpp"
#include "formats/map_items.hpp"
#include "io/descriptor.hpp"
#include "io/file_stream.hpp"
#include "schema/term_code.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace cbds::formats {
namespace {

constexpr std::array<std::string_view, 10> kItemKeys{"column", "columns", "join", "split", "part", "date", "codes", "constant", "default", "labels"};
constexpr std::array<std::string_view, 7> kKeys{"edition", "delimiter", "encoding", "header", "school", "roll", "items"};
constexpr std::size_t kLongestMap = 1 << 20;  // bytes

/// Reads a map's tables; what they should not say is told with its line.
class MapFile {
public:
    MapFile(const std::string& path, const schema::Dictionary& dictionary) : path_(path), dictionary_(dictionary) {}

    ColumnMap read() {
        const toml::table table = parse();
        check_keys(table, kKeys, "the map");
        read_edition(table);
        const schema::Plan plan(dictionary_, dictionary_.nearest(map_.edition));
        read_form(table);
        map_.header = read_values(table, "header", schema::Part::header, plan);
        add_edition();
        map_.school = read_values(table, "school", schema::Part::school, plan);
        read_roll(table);
        read_items(table, plan);
        return std::move(map_);
    }

private:
    [[noreturn]] void fail(const toml::node& at, const std::string& why) const {
        throw UsageError(path_ + ":" + std::to_string(at.source().begin.line) + ": " + why);
    }

    toml::table parse() const {
        io::FileStream stream(io::open_to_read(path_), path_);
        std::string text(kLongestMap, '\0');
        text.resize(stream.read(text));
        if (text.size() == kLongestMap) throw UsageError(path_ + ": is too large for a map");
        try {
            return toml::parse(text, path_);
        } catch (const toml::parse_error& error) {
            throw UsageError(path_ + ":" + std::to_string(error.source().begin.line) + ": no TOML: " + std::string(error.description()));
        }
    }

    template <typename Names>
    void check_keys(const toml::table& table, const Names& names, const std::string& where) const {
        for (const auto& [key, value] : table)
            if (std::find(names.begin(), names.end(), key.str()) == names.end())
                fail(value, std::string(key.str()) + ": " + where + " has no such setting" + schema::did_you_mean(key.str(), names));
    }

    /// A text, a number or a truth value, as text.
    std::string text_of(const toml::node& node) const {
        if (const auto* text = node.as_string()) return text->get();
        if (const auto* number = node.as_integer()) return std::to_string(number->get());
        if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
        fail(node, "a text is needed here, in quotation marks");
    }

    std::string text_of(const toml::table& table, std::string_view key) const {
        const toml::node* node = table.get(key);
        return node == nullptr ? std::string() : text_of(*node);
    }

    std::vector<std::string> texts_of(const toml::node& node) const {
        std::vector<std::string> texts;
        const toml::array* list = node.as_array();
        if (list == nullptr) return {text_of(node)};
        for (const toml::node& each : *list) texts.push_back(text_of(each));
        return texts;
    }

    const toml::table& table_of(const toml::node& node) const {
        const toml::table* table = node.as_table();
        if (table == nullptr) fail(node, "a table is needed here");
        return *table;
    }

    void read_edition(const toml::table& table) {
        const toml::node* node = table.get("edition");
        if (node == nullptr) throw UsageError(path_ + ": the map names no edition: edition = \"ctf@26.0\"");
        const auto edition = schema::parse_edition(text_of(*node));
        if (!edition) fail(*node, "edition: no edition; `cbds schema --list` names them");
        map_.edition = *edition;
    }

    void read_form(const toml::table& table) {
        if (const toml::node* node = table.get("delimiter")) {
            const auto delimiter = io::find_delimiter(text_of(*node));
            if (!delimiter) fail(*node, "delimiter: write , or ; or tab");
            map_.delimiter = *delimiter;
        }
        if (const toml::node* node = table.get("encoding")) {
            map_.encoding = io::find_encoding(text_of(*node));
            if (!map_.encoding) fail(*node, "encoding: not supported");
        }
    }

    /// The element of that role; `kNoElement` where the collection has none.
    schema::ElementId part(schema::Part role, schema::Roll roll = schema::Roll::none) const {
        const auto rows = dictionary_.elements();
        for (std::size_t id = 0; id < rows.size(); ++id)
            if (rows[id].collection == map_.edition.collection && rows[id].part == role && (role != schema::Part::record || rows[id].roll == roll))
                return static_cast<schema::ElementId>(id);
        return schema::kNoElement;
    }

    [[nodiscard]] bool two_rolls() const { return part(schema::Part::record, schema::Roll::off) != schema::kNoElement; }

    /// The items of a part of which a document has one.
    std::vector<std::pair<std::string, std::string>> read_values(const toml::table& table, std::string_view name, schema::Part role,
                                                                 const schema::Plan& plan) const {
        std::vector<std::pair<std::string, std::string>> values;
        const toml::node* node = table.get(name);
        if (node == nullptr) return values;
        const schema::ElementId element = part(role);
        if (element == schema::kNoElement) fail(*node, std::string(name) + ": this collection has none");
        for (const auto& [key, value] : table_of(*node)) {
            MappedItem found;
            const std::string problem = find_item(key.str(), element, plan, found);
            if (!problem.empty()) fail(value, std::string(name) + ": " + std::string(key.str()) + ": " + problem);
            values.emplace_back(joined(found.path), text_of(value));
        }
        return values;
    }

    /// The header says the edition, whether the map repeats it or not.
    void add_edition() {
        if (map_.edition.collection == schema::Collection::ctf) return add_to_header("CTFversion", schema::edition_date(map_.edition));
        add_to_header("CollectionDetails/Collection", "SC");
        add_to_header("CollectionDetails/Term", std::string(schema::term_code(schema::census_term(map_.edition))));
        add_to_header("CollectionDetails/Year", std::to_string(schema::census_year(map_.edition)));
    }

    void add_to_header(std::string path, std::string value) {
        const bool said = std::any_of(map_.header.begin(), map_.header.end(), [&](const auto& each) { return each.first == path; });
        if (!said) map_.header.emplace_back(std::move(path), std::move(value));
    }

    void read_roll(const toml::table& table) {
        const toml::node* node = table.get("roll");
        if (node == nullptr) return;
        if (!two_rolls()) fail(*node, "roll: this collection has one roll");
        const toml::table& roll = table_of(*node);
        check_keys(roll, std::array<std::string_view, 2>{"column", "off"}, "roll");
        map_.roll_column = text_of(roll, "column");
        if (const toml::node* off = roll.get("off")) map_.off_roll = texts_of(*off);
        if (map_.roll_column.empty() || map_.off_roll.empty()) fail(*node, "roll: say the column, and what it has for those who left: {column = \"Leaver\", off = [\"Y\"]}");
    }

    void read_items(const toml::table& table, const schema::Plan& plan) {
        const toml::node* node = table.get("items");
        if (node == nullptr) throw UsageError(path_ + ": the map has no [items]");
        const schema::ElementId on = part(schema::Part::record, two_rolls() ? schema::Roll::on : schema::Roll::none);
        const schema::ElementId off = two_rolls() ? part(schema::Part::record, schema::Roll::off) : schema::kNoElement;
        for (const auto& [key, value] : table_of(*node)) {
            MappedItem item = read_item(value);
            MappedItem left = item;
            const std::string problem = find_item(key.str(), on, plan, item);
            const std::string off_problem = off == schema::kNoElement ? problem : find_item(key.str(), off, plan, left);
            if (!problem.empty() && !off_problem.empty()) fail(value, std::string(key.str()) + ": " + problem);
            for (MappedItem* each : {problem.empty() ? &item : nullptr, off != schema::kNoElement && off_problem.empty() ? &left : nullptr})
                if (each != nullptr && each->labels && dictionary_.type(dictionary_.element(each->element).type).code_count == 0)
                    fail(value, std::string(key.str()) + ": has no code set, so that there are no labels");
            if (problem.empty()) map_.items.push_back(std::move(item));
            if (off != schema::kNoElement && off_problem.empty()) map_.off_roll_items.push_back(std::move(left));
        }
    }

    MappedItem read_item(const toml::node& node) const {
        MappedItem item;
        const toml::table* table = node.as_table();
        if (table == nullptr) {
            item.columns = {text_of(node)};
            return item;
        }
        check_keys(*table, kItemKeys, "an item");
        for (const char* key : {"column", "columns"})
            if (const toml::node* columns = table->get(key)) item.columns = texts_of(*columns);
        const toml::node* constant = table->get("constant");
        if (constant != nullptr) item.constant = text_of(*constant);
        if (item.columns.empty() == (constant == nullptr)) fail(node, "an item has either a column or a constant");
        if (const toml::node* join = table->get("join")) item.join = text_of(*join);
        item.otherwise = text_of(*table, "default");
        read_split(*table, item);
        read_date(*table, item);
        read_codes(*table, item);
        return item;
    }

    void read_split(const toml::table& table, MappedItem& item) const {
        item.split = text_of(table, "split");
        const toml::node* part = table.get("part");
        if (part == nullptr) return;
        const auto number = part->value<std::int64_t>();
        if (!number || *number < 1 || *number > 100 || item.split.empty()) fail(*part, "part: a number from 1 on, together with split");
        item.part = static_cast<unsigned>(*number);
    }

    void read_date(const toml::table& table, MappedItem& item) const {
        item.date = text_of(table, "date");
        if (!item.date.empty() && !is_date_form(item.date)) fail(*table.get("date"), "date: write YYYY, MM or MMM, and DD with what stands between them, as DD/MM/YYYY");
    }

    void read_codes(const toml::table& table, MappedItem& item) const {
        if (const toml::node* labels = table.get("labels")) item.labels = labels->value_or(false);
        const toml::node* codes = table.get("codes");
        if (codes == nullptr) return;
        for (const auto& [key, value] : table_of(*codes)) item.codes.emplace_back(std::string(key.str()), text_of(value));
    }

    const std::string& path_;
    const schema::Dictionary& dictionary_;
    ColumnMap map_;
};

}  // namespace

ColumnMap ColumnMap::load(const std::string& path, const schema::Dictionary& dictionary) { return MapFile(path, dictionary).read(); }

}  // namespace cbds::formats
