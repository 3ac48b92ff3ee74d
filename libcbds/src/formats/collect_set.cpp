#include "formats/collect_set.hpp"

#include "cbds/error.hpp"
#include "formats/collect_names.hpp"
#include "io/ascii.hpp"
#include "schema/term_code.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::formats {
namespace {

constexpr std::size_t kMostSchools = 1000;  // told apart in the note about several schools

std::vector<std::string> names_of(const CollectTable& table) {
    std::vector<std::string> names{table.name};
    names.insert(names.end(), table.other_names.begin(), table.other_names.end());
    return names;
}

std::optional<std::size_t> find_column(const std::vector<std::string>& columns, std::string_view name) {
    const auto found =
        std::find_if(columns.begin(), columns.end(), [=](const std::string& each) { return ascii::same_but_case(each, name); });
    return found == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

std::optional<std::size_t> find_key(const std::vector<std::string>& columns, const CollectTable& table) {
    for (const std::string& name : names_of(table))
        if (const auto found = find_column(columns, collect_key_column(name))) return found;
    return std::nullopt;
}

/// A place in an order: what is no number comes first.
std::int64_t order_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// XML has no way to write these characters.
bool has_control_character(std::string_view text) {
    if (text.find("\xEF\xBF\xBE") != std::string_view::npos || text.find("\xEF\xBF\xBF") != std::string_view::npos) return true;
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < ' ' && !ascii::is_blank(c); });
}

}  // namespace

/// Until the edition is settled, the latest one tells which tables there are.
CollectSet::CollectSet(const schema::Dictionary& dictionary, const CollectReadOptions& options,
                       std::optional<schema::Edition> named)
    : dictionary_(&dictionary),
      options_(&options),
      named_(options.edition ? options.edition : named),
      notes_(options) {
    const schema::Edition latest{schema::Collection::school_census,
                                 dictionary.collection(schema::Collection::school_census).editions.until};
    plan_ = std::make_unique<schema::Plan>(dictionary, dictionary.nearest(named_.value_or(latest)));
    layout_ = std::make_unique<CollectLayout>(*plan_);
}

CollectSet::Roles CollectSet::roles_of(const CollectSource& source) const {
    const CollectTable& table = layout_->tables()[source.table];
    Roles roles;
    roles.key = find_key(source.columns, table);
    roles.school = find_column(source.columns, kCollectNativeId);
    for (const std::string& name : names_of(table))
        if (!roles.order) roles.order = find_column(source.columns, collect_order_column(name));
    std::vector<std::size_t> parents = table.parents;
    std::sort(parents.rbegin(), parents.rend());
    for (const std::size_t parent : parents)
        if (const auto column = find_key(source.columns, layout_->tables()[parent])) roles.parents.emplace_back(*column, parent);
    return roles;
}

void CollectSet::add(const std::string& file, const std::string& table, io::ByteStream& stream) {
    io::CsvOptions csv;
    csv.encoding = options_->encoding;
    io::CsvReader reader(stream, file, csv);
    if (!reader.next()) throw DocumentError(file + ": no heading; a table of COLLECT begins with the names of its columns");
    CollectSource source{file, layout_->find(table), table, reader.heading()};
    for (std::size_t i = 0; i < source.columns.size(); ++i)
        if (std::count(source.columns.begin(), source.columns.end(), source.columns[i]) > 1)
            reader.fail("two columns have this name", i);
    const Roles roles = roles_of(source);
    CollectRow row;
    row.table = source.table;
    row.source = sources_.size();
    while (reader.next()) {
        read_row(reader, roles, row);
        if (row.table == layout_->table_of(layout_->header())) look_at_header(source, row.cells);
        store_.add(row);
    }
    sources_.push_back(std::move(source));
}

void CollectSet::read_row(const io::CsvReader& reader, const Roles& roles, CollectRow& row) {
    const auto cells = reader.cells();
    const auto text = [&](std::optional<std::size_t> column) {
        return column ? cells[*column].value_or("") : std::string_view();
    };
    row.number = reader.row();
    row.key = text(roles.key);
    row.order = order_of(text(roles.order));
    const auto& parents = layout_->tables()[row.table].parents;
    row.parent_table = parents.empty() ? kNoTable : parents.front();
    row.parent.clear();
    for (const auto& [column, above] : roles.parents) {
        if (!row.parent.empty() || text(column).empty()) continue;
        row.parent_table = above;
        row.parent = text(column);
    }
    if (schools_.size() < kMostSchools && !text(roles.school).empty()) schools_.emplace(text(roles.school));
    row.cells.clear();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (text(i).empty()) continue;
        if (has_control_character(text(i))) reader.fail("a control character, which XML cannot hold; take it out", i);
        row.cells.add(i, text(i));
    }
}

void CollectSet::look_at_header(const CollectSource& source, const CollectCells& cells) {
    for (const auto& [column, text] : cells.all()) {
        if (ascii::same_but_case(source.columns[column], "year") && header_year_.empty()) header_year_ = text;
        if (ascii::same_but_case(source.columns[column], "term") && header_term_.empty()) header_term_ = text;
    }
}

/// What the user or the files' names say, else the header, else the latest.
void CollectSet::settle_edition() {
    if (named_) return;
    int year = 0;
    const auto term = schema::find_term_code(header_term_);
    const auto [stop, fault] = std::from_chars(header_year_.data(), header_year_.data() + header_year_.size(), year);
    if (fault == std::errc{} && stop == header_year_.data() + header_year_.size() && year >= 1990 && year < 2200 && term) {
        named_ = schema::census_edition(year, *term);
        plan_ = std::make_unique<schema::Plan>(*dictionary_, dictionary_->nearest(*named_));
        layout_ = std::make_unique<CollectLayout>(*plan_);
    } else
        notes_.tell("", 0, "",
                    "neither the names of the files nor a header tell year and term: read as " + edition_name(plan_->edition()) +
                        "; give --edition");
}

void CollectSet::tell_of_the_set() {
    if (schools_.size() > 1)
        notes_.tell("", 0, std::string(kCollectNativeId),
                    "rows of " + std::to_string(schools_.size()) + (schools_.size() == kMostSchools ? " or more" : "") +
                        " schools in one set of tables");
    for (std::size_t i = 0; i < layout_->tables().size(); ++i) {
        const CollectTable& table = layout_->tables()[i];
        const bool there =
            std::any_of(sources_.begin(), sources_.end(), [&](const CollectSource& each) { return each.table == i; });
        if (!there && !table.usual.empty()) notes_.tell("", 0, "", "there is no table " + table.name);
    }
}

/// One for each header, where there are several; and then one for what belongs to none of them.
std::vector<CollectReturn> CollectSet::returns() {
    std::vector<CollectReturn> all;
    store_.for_each(layout_->table_of(layout_->header()), {}, [&](CollectRow& row) { all.push_back({false, row.key}); });
    if (all.size() <= 1) return {CollectReturn{}};
    const CollectReturn rest{false, std::nullopt};
    if (anything_in(rest)) {
        notes_.tell("", 0, "", "rows that belong to none of the headers; they are a document of their own");
        all.push_back(rest);
    }
    return all;
}

bool CollectSet::anything_in(const CollectReturn& of) {
    bool any = false;
    for (const schema::ElementId record : plan_->records())
        store_.for_each(layout_->table_of(record), of, [&](CollectRow&) { any = true; });
    store_.for_each_missing(
        [&](std::size_t table, const std::string&) { any = any || table != layout_->table_of(layout_->header()); });
    return any;
}

void CollectSet::write_documents(DocumentSink& sink) {
    store_.complete();
    settle_edition();
    tell_of_the_set();
    const auto all = returns();
    const std::string name = schema::edition_date(plan_->edition());
    CollectDocument document(*layout_, store_, sources_, *options_, notes_);
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::ostream& out = sink.begin(all.size() == 1 ? name : name + '-' + std::to_string(i + 1));
        document.write(all[i], i + 1 == all.size(), named_.has_value(), out);
        sink.end();
    }
}

}  // namespace cbds::formats
