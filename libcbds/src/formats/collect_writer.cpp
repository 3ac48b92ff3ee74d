#include "cbds/error.hpp"
#include "cbds/formats/collect.hpp"
#include "formats/collect_encoder.hpp"
#include "formats/collect_keys.hpp"
#include "formats/collect_names.hpp"
#include "formats/collect_table_file.hpp"
#include "io/ascii.hpp"
#include "schema/term_code.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

using schema::ElementId;
using Cells = CollectTableFile::Cells;

std::vector<std::string> words_of(std::string_view list) {
    std::vector<std::string> words;
    while (!list.empty()) {
        const std::size_t blank = std::min(list.find(' '), list.size());
        if (blank > 0) words.push_back(unescape_collect_name(list.substr(0, blank)));
        list.remove_prefix(std::min(blank + 1, list.size()));
    }
    return words;
}

const std::string* find_cell(const Cells& cells, std::string_view column) {
    const auto found =
        std::find_if(cells.begin(), cells.end(), [=](const auto& each) { return ascii::same_but_case(each.first, column); });
    return found == cells.end() ? nullptr : &found->second;
}

}  // namespace

class CollectWriter::Implementation {
public:
    explicit Implementation(std::unique_ptr<io::OutputSet> files) : files_(std::move(files)) {}

    void begin(const DocumentStart& start, const schema::Plan& plan) {
        if (start.edition.collection != schema::Collection::school_census)
            throw UsageError(start.name + ": COLLECT has tables for School Census returns only; use csv for other documents");
        if (layout_)
            throw UsageError(start.name + ": a set of COLLECT's tables holds one return; give each its own folder or zip");
        layout_ = std::make_shared<const CollectLayout>(plan);
        edition_ = start.edition;
        tables_.resize(layout_->tables().size());
        lists_.resize(tables_.size());
        names_.resize(tables_.size());
    }

    [[nodiscard]] std::unique_ptr<PartEncoder> make_encoder() const { return std::make_unique<CollectEncoder>(layout_); }

    void take(CollectEncoder& encoder, std::uint64_t first_record) {
        for (const CollectEvent& event : encoder.events()) {
            switch (event.kind) {
                case CollectEvent::Kind::part: take_part(event, first_record); break;
                case CollectEvent::Kind::open: open(event); break;
                case CollectEvent::Kind::close: close(event); break;
                case CollectEvent::Kind::text: losses_.add(open_.empty() ? std::string() : open_.back().path, kText, 0); break;
            }
        }
        losses_.add_all(encoder.losses(), first_record);
        encoder.clear();
    }

    void commit() {
        const std::string prefix =
            std::to_string(census_year(edition_)) + '_' + std::string(term_name(census_term(edition_))) + '_';
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            if (tables_[i].empty() && lists_[i].empty()) continue;
            const std::string& name = names_[i].empty() ? layout_->tables()[i].name : names_[i];
            std::vector<std::string> columns = lists_[i].empty() ? layout_->ordered_columns(i, tables_[i].used()) : lists_[i];
            tables_[i].write(std::move(columns), files_->file(prefix + name + ".csv"));
        }
        files_->commit();
    }

    [[nodiscard]] const std::vector<FormatLoss>& losses() const noexcept { return losses_.all(); }

private:
    struct Open {
        std::string path;
        ElementId element = schema::kNoElement;
        bool has_children = false;
        bool unknown = false;  ///< or in an unknown one
        ElementId last_child = schema::kNoElement;
    };

    /// What stands in the frame comes back in the order of the dictionary, each once.
    void look_at_order(ElementId element) {
        if (open_.empty()) return;
        Open& above = open_.back();
        above.has_children = true;
        if (element == schema::kNoElement) return;
        if (above.last_child != schema::kNoElement && element < above.last_child) losses_.add(above.path, kOrder, 0);
        if (above.last_child == element && layout_->plan().row(element).max <= 1)
            losses_.add(std::string(layout_->plan().row(element).path), kPutTogether, 0);
        above.last_child = element;
    }

    void open(const CollectEvent& event) {
        look_at_order(event.element);
        const bool inside_unknown = !open_.empty() && open_.back().unknown;
        Open next{open_.empty() ? event.name : open_.back().path + '/' + event.name, event.element, false, inside_unknown,
                  schema::kNoElement};
        if (event.element == schema::kNoElement) {
            next.unknown = true;
            if (!inside_unknown) losses_.add(next.path, kNoItem, 0);
        } else if (layout_->plan().row(event.element).name != event.name)
            losses_.add(std::string(layout_->plan().row(event.element).path), kOtherName, 0);
        for (const xml::ParsedAttribute& each : event.attributes)
            if (!next.unknown && !take_list(each)) losses_.add(next.path + "/@" + each.name, kAttribute, 0);
        open_.push_back(std::move(next));
    }

    /// `collect:columns.pupilonroll` of the root.
    bool take_list(const xml::ParsedAttribute& attribute) {
        if (attribute.name == kCollectDeclaration) return attribute.value == kCollectNamespace;
        if (!open_.empty() || !attribute.name.starts_with(kColumnsOf)) return false;
        const std::string name = unescape_collect_name(std::string_view(attribute.name).substr(kColumnsOf.size()));
        const std::size_t table = layout_->find(name);
        if (table == kNoTable) return false;
        lists_[table] = words_of(attribute.value);
        names_[table] = name;
        return true;
    }

    void close(const CollectEvent&) {
        if (open_.empty()) return;
        if (!open_.back().has_children && !open_.back().unknown && open_.size() > 1)
            losses_.add(open_.back().path, kEmptyElement, 0);
        open_.pop_back();
    }

    void take_part(const CollectEvent& event, std::uint64_t first_record) {
        look_at_order(event.element);
        const bool record = layout_->plan().row(event.element).part == schema::Part::record;
        const bool header = event.element == layout_->header();
        if (header && std::exchange(has_header_, true)) return;
        CollectKeys made(record ? first_record + event.record + 1 : 0);
        CollectKeys& keys = record ? made : block_keys_;
        std::vector<std::string> known;
        for (const CollectOutRow& row : event.rows) {
            const std::string above = row.above != SIZE_MAX ? known[row.above] : header ? std::string() : header_key_;
            known.push_back(take_row(row, keys, above));
            if (header) header_key_ = known.back();
        }
    }

    /// @returns its key
    std::string take_row(const CollectOutRow& row, CollectKeys& keys, const std::string& key_above) {
        const CollectTable& table = layout_->tables()[row.table];
        const bool record = layout_->plan().row(row.element).part == schema::Part::record;
        const std::string* carried = find_cell(row.carried, collect_key_column(table.name));
        for (const std::string& name : table.other_names)
            if (carried == nullptr) carried = find_cell(row.carried, collect_key_column(name));
        if (row.missing && row.cells.empty()) return carried != nullptr ? *carried : std::string();
        const CollectKeys::Made made = keys.next(row.table, record);
        const bool is_new = carried == nullptr && !row.keyless;
        Cells cells = row.cells;
        cells.insert(cells.end(), row.carried.begin(), row.carried.end());
        if (is_new) {
            cells.emplace_back(collect_key_column(table.name), made.key);
            if (find_cell(row.carried, collect_order_column(table.name)) == nullptr)
                cells.emplace_back(collect_order_column(table.name), made.order);
        }
        if (is_new || layout_->is_linked(row.element)) add_link(row, key_above, cells);
        if (!says_no_more_than_names(row, cells)) tables_[row.table].add(cells);
        return carried != nullptr ? *carried : is_new ? made.key : std::string();
    }

    void add_link(const CollectOutRow& row, const std::string& key_above, Cells& cells) const {
        const ElementId above = layout_->row_above(row.element);
        if (above == schema::kNoElement || layout_->table_of(above) == kNoTable || key_above.empty()) return;
        const std::string column = collect_key_column(layout_->tables()[layout_->table_of(above)].name);
        if (find_cell(row.carried, column) == nullptr) cells.emplace_back(column, key_above);
    }

    /// A header that says collection, year and term needs no table: the names of the files say them.
    [[nodiscard]] bool says_no_more_than_names(const CollectOutRow& row, const Cells&) const {
        if (row.element != layout_->header() || !row.carried.empty() || !lists_[row.table].empty()) return false;
        return std::all_of(row.cells.begin(), row.cells.end(), [&](const auto& cell) {
            return (cell.first == "collection" && cell.second == "SC") ||
                   (cell.first == "term" && cell.second == schema::term_code(census_term(edition_))) ||
                   (cell.first == "year" && cell.second == std::to_string(census_year(edition_)));
        });
    }

    std::unique_ptr<io::OutputSet> files_;
    std::shared_ptr<const CollectLayout> layout_;
    schema::Edition edition_;
    std::vector<CollectTableFile> tables_;
    std::vector<std::vector<std::string>> lists_;  ///< columns in the export that the document came from
    std::vector<std::string> names_;               ///< of the tables there
    std::vector<Open> open_;
    FormatLosses losses_;
    CollectKeys block_keys_{0};  ///< outside records
    std::string header_key_;
    bool has_header_ = false;
};

CollectWriter::CollectWriter(std::unique_ptr<io::OutputSet> files)
    : implementation_(std::make_unique<Implementation>(std::move(files))) {}
CollectWriter::~CollectWriter() = default;

void CollectWriter::begin(const DocumentStart& start, const schema::Plan& plan) { implementation_->begin(start, plan); }
std::unique_ptr<PartEncoder> CollectWriter::make_encoder() { return implementation_->make_encoder(); }
void CollectWriter::take(PartEncoder& encoder, std::uint64_t first_record) {
    implementation_->take(static_cast<CollectEncoder&>(encoder), first_record);
}
void CollectWriter::end() {}
void CollectWriter::commit() { implementation_->commit(); }
const std::vector<FormatLoss>& CollectWriter::losses() const noexcept { return implementation_->losses(); }

}  // namespace cbds::formats
