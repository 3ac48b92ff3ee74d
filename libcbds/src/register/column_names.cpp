#include "cbds/error.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/schema/nearest.hpp"
#include "formats/map_date.hpp"
#include "io/descriptor.hpp"
#include "io/file_stream.hpp"
#include "register/columns.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace cbds::registers {
namespace {

constexpr std::array<std::string_view, 5> kSettings{"delimiter", "encoding", "date", "columns", "codes"};
constexpr std::size_t kLongestFile = std::size_t{1} << 20;  // bytes

/// Reads the tables of a map; what they should not say is told with its line.
class NamesFile {
public:
    explicit NamesFile(const std::string& path) : path_(path) {}

    ColumnNames read() {
        const toml::table table = parse();
        for (const auto& [key, value] : table)
            if (std::find(kSettings.begin(), kSettings.end(), key.str()) == kSettings.end())
                fail(value, std::string(key.str()) + ": a map of registers has no such setting" + schema::did_you_mean(key.str(), kSettings));
        read_form(table);
        if (const toml::node* columns = table.get("columns")) read_columns(table_of(*columns));
        if (const toml::node* codes = table.get("codes")) read_codes(table_of(*codes));
        return std::move(names_);
    }

private:
    [[noreturn]] void fail(const toml::node& at, const std::string& why) const {
        throw UsageError(path_ + ":" + std::to_string(at.source().begin.line) + ": " + why);
    }

    toml::table parse() const {
        io::FileStream stream(io::open_to_read(path_), path_);
        std::string text(kLongestFile, '\0');
        text.resize(stream.read(text));
        if (text.size() == kLongestFile) throw UsageError(path_ + ": is too large for a map");
        try {
            return toml::parse(text, path_);
        } catch (const toml::parse_error& error) {
            throw UsageError(path_ + ":" + std::to_string(error.source().begin.line) + ": no TOML: " + std::string(error.description()));
        }
    }

    std::string text_of(const toml::node& node) const {
        if (const auto* text = node.as_string()) return text->get();
        fail(node, "a text is needed here, in quotation marks");
    }

    const toml::table& table_of(const toml::node& node) const {
        const toml::table* table = node.as_table();
        if (table == nullptr) fail(node, "a table is needed here");
        return *table;
    }

    void read_form(const toml::table& table) {
        if (const toml::node* node = table.get("delimiter")) {
            const auto delimiter = io::find_delimiter(text_of(*node));
            if (!delimiter) fail(*node, "delimiter: write , or ; or tab");
            names_.delimiter = *delimiter;
        }
        if (const toml::node* node = table.get("encoding")) {
            names_.encoding = io::find_encoding(text_of(*node));
            if (!names_.encoding) fail(*node, "encoding: not supported");
        }
        const toml::node* date = table.get("date");
        if (date == nullptr) return;
        names_.date_form = text_of(*date);
        if (!formats::is_date_form(names_.date_form)) fail(*date, "date: write YYYY, MM or MMM, and DD with what stands between them, as DD/MM/YYYY");
    }

    void read_columns(const toml::table& columns) {
        for (const auto& [key, value] : columns) {
            check_column(key.str(), value);
            const toml::array* several = value.as_array();
            if (several == nullptr) add_column(value, std::string(key.str()));
            else for (const toml::node& each : *several) add_column(each, std::string(key.str()));
        }
    }

    void check_column(std::string_view name, const toml::node& at) const {
        if (find_column(name)) return;
        std::array<std::string_view, kColumns> all;
        for (std::size_t i = 0; i < kColumns; ++i) all[i] = column_name(static_cast<Column>(i));
        fail(at, std::string(name) + ": registers have no such column" + schema::did_you_mean(name, all));
    }

    void add_column(const toml::node& heading, std::string ours) { names_.columns.emplace_back(text_of(heading), std::move(ours)); }

    void read_codes(const toml::table& codes) {
        for (const auto& [key, value] : codes) names_.codes.emplace_back(std::string(key.str()), text_of(value));
    }

    const std::string& path_;
    ColumnNames names_;
};

}  // namespace

ColumnNames ColumnNames::load(const std::string& path) { return NamesFile(path).read(); }

}  // namespace cbds::registers
