#include "formats/store_writer.hpp"

#include "cbds/error.hpp"
#include "formats/extras.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

using schema::ElementId;
using schema::kNoElement;

constexpr std::size_t kFlushed = 1 << 16;

bool is_of_part(const Table& table, schema::Part part) { return table.part == part && !table.extras(); }

/// Of a path without the root's name, or a column.
bool is_called(const schema::ElementRow& element, std::string_view name) {
    const std::string_view path = element.path;
    const std::string_view below = path.substr(std::min(path.find('/'), path.size() - 1) + 1);
    return ascii::same_but_case(element.column, name) || ascii::same_but_case(path, name) || ascii::same_but_case(below, name);
}

}  // namespace

StoreWriter::StoreWriter(StoreSource& source, const StoreOptions& options, DocumentSink& sink)
    : source_(source), layout_(source.layout), sink_(sink), builder_(layout_), data_(layout_), cursors_(layout_.tables().size()) {
    for (const auto& [name, value] : options.header) header_.push_back(header_item(name, value));
    for (std::size_t i = 0; i < cursors_.size(); ++i)
        if (source_.tables[i].is_there()) cursors_[i] = std::make_unique<RowCursor>(source_, i);
}

StoreWriter::HeaderItem StoreWriter::header_item(const std::string& name, const std::string& value) const {
    const auto elements = layout_.dictionary().elements();
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const TableLayout::Target target = layout_.target(static_cast<ElementId>(i));
        if (target.column == UINT16_MAX || layout_.tables()[target.table].part != schema::Part::header) continue;
        if (is_called(elements[i], name)) return {target.column, value};
    }
    throw UsageError("the header of a " + std::string(schema::collection_title(layout_.collection())) + " has no item " + name);
}

void StoreWriter::write() {
    check_keys();
    const std::vector<std::int64_t> numbers = documents();
    if (numbers.empty()) throw DocumentError("the tables have no rows");
    for (const std::int64_t number : numbers) {
        std::ostream& out = sink_.begin(numbers.size() == 1 ? std::string() : std::to_string(number));
        write_document(number, out);
        sink_.end();
    }
}

std::vector<std::int64_t> StoreWriter::documents() {
    std::string sql;
    for (const TableSource& table : source_.tables)
        if (table.is_there()) sql.append(sql.empty() ? "" : " UNION ").append("SELECT DISTINCT " + table.document + " FROM " + table.from);
    if (sql.empty()) return {};
    std::vector<std::int64_t> numbers;
    for (SqliteStatement statement = source_.database.prepare(sql + " ORDER BY 1"); statement.step();) {
        if (statement.is_null(0)) throw DocumentError("a row has no number in its column document");
        numbers.push_back(statement.number(0));
    }
    return numbers;
}

void StoreWriter::check_keys() {
    for (std::size_t i = 0; i < layout_.tables().size(); ++i)
        if (source_.tables[i].is_there() && i != source_.own_table() && (layout_.tables()[i].part == schema::Part::record || layout_.tables()[i].extras())) check_records_of(i);
    check_rolls();
}

/// Every row of a record needs the record itself.
void StoreWriter::check_records_of(std::size_t table) {
    const TableSource& rows = source_.tables[table];
    const TableSource& own = source_.tables[source_.own_table()];
    const std::string& name = layout_.tables()[table].name;
    std::string sql = "SELECT c.d, c.r FROM (SELECT " + rows.document + " AS d, " + rows.record + " AS r FROM " + rows.from + ") c";
    if (own.is_there()) sql += " LEFT JOIN (SELECT " + own.document + " AS d, " + own.record + " AS r FROM " + own.from + ") p ON p.d = c.d AND p.r = c.r WHERE p.r IS NULL";
    else sql += " WHERE true";
    if (layout_.tables()[table].extras()) sql += " AND c.r <> 0";
    SqliteStatement statement = source_.database.prepare(sql + " LIMIT 1");
    if (!statement.step()) return;
    throw DocumentError(name + ": a row is one of document " + std::to_string(statement.number(0)) + ", record " + std::to_string(statement.number(1)) +
                        ", which " + layout_.tables()[source_.own_table()].name + " does not have");
}

void StoreWriter::check_rolls() {
    const TableSource& own = source_.tables[source_.own_table()];
    if (!own.is_there() || own.roll == "NULL") return;
    SqliteStatement statement = source_.database.prepare("SELECT " + own.document + ", " + own.record + " FROM " + own.from + " WHERE " + own.roll +
                                                         " NOT IN ('on', 'off', '') LIMIT 1");
    if (!statement.step()) return;
    throw DocumentError(layout_.tables()[source_.own_table()].name + ": document " + std::to_string(statement.number(0)) + ", record " +
                        std::to_string(statement.number(1)) + ": the roll is neither on nor off");
}

void StoreWriter::write_document(std::int64_t number, std::ostream& out) {
    document_ = number;
    last_record_ = 0;
    written_ = 0;
    for (const auto& cursor : cursors_)
        if (cursor) cursor->begin(number);
    const std::size_t extras = layout_.tables().size() - 1;
    data_.clear();
    if (cursors_[extras]) cursors_[extras]->read(0, data_);
    facts_ = facts_in(data_, extras);
    const std::string root(layout_.dictionary().element(layout_.dictionary().collection(layout_.collection()).root).name);
    const auto is_frame = [&](const StoredFact& fact) { return fact.path.substr(0, fact.path.find_first_of("/[")) == root; };
    const auto parts = std::stable_partition(facts_.begin(), facts_.end(), is_frame);
    frame_ = std::make_unique<StoreFrame>(layout_, std::vector<StoredFact>(facts_.begin(), parts));
    facts_.erase(facts_.begin(), parts);
    text_ = xml::xml_declaration();
    std::vector<FrameStep> steps = frame_->steps().empty() ? frame_->usual() : frame_->steps();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool records = steps[i].part == kNoElement || layout_.dictionary().element(steps[i].part).part == schema::Part::record;
        if (!records) {
            write_single(steps[i], out);
            continue;
        }
        const auto next = std::find_if(steps.begin() + static_cast<std::ptrdiff_t>(i) + 1, steps.end(), [](const FrameStep& step) { return step.first_record != 0; });
        write_records(steps[i], next == steps.end() ? INT64_MAX : next->first_record, out);
    }
    if (frame_->steps().empty() || written_ == count_records()) {
        frame_->finish(text_);
        return flush(out, 0);
    }
    throw DocumentError("extras: the order of document " + std::to_string(number) + " begins behind its first record");
}

std::int64_t StoreWriter::count_records() {
    const TableSource& own = source_.tables[source_.own_table()];
    if (!own.is_there()) return 0;
    SqliteStatement statement = source_.database.prepare("SELECT count(*) FROM " + own.from + " WHERE " + own.document + " = ?1");
    statement.bind(1, document_);
    return statement.step() ? statement.number(0) : 0;
}

/// Header or school, if there is one.
void StoreWriter::write_single(const FrameStep& step, std::ostream& out) {
    const schema::ElementRow& element = layout_.dictionary().element(step.part);
    data_.clear();
    for (std::size_t i = 0; i < cursors_.size(); ++i)
        if (cursors_[i] && is_of_part(layout_.tables()[i], element.part)) cursors_[i]->read(0, data_);
    if (element.part == schema::Part::header) fill_header(data_);
    std::vector<StoredFact> facts;
    for (const StoredFact& fact : facts_)
        if (fact.path.substr(0, fact.path.find('/')) == element.name) facts.push_back(fact);
    if (data_.rows(layout_.target(step.part).table).empty()) {
        for (std::size_t i = 0; i < layout_.tables().size(); ++i)
            if (!data_.rows(i).empty()) throw DocumentError(layout_.tables()[i].name + ": a row is one of document " + std::to_string(document_) + ", which " +
                                                            layout_.tables()[layout_.target(step.part).table].name + " does not have");
        return;
    }
    const xml::Element made = builder_.build(step.part, data_, facts);
    frame_->go_to(step.path, text_);
    xml::append_element(made, frame_->depth(), text_);
    flush(out, kFlushed);
}

void StoreWriter::fill_header(PartData& data) {
    if (header_.empty()) return;
    const auto own = std::find_if(layout_.tables().begin(), layout_.tables().end(), [](const Table& table) { return is_of_part(table, schema::Part::header) && table.above == SIZE_MAX; });
    const auto table = static_cast<std::size_t>(own - layout_.tables().begin());
    if (data.rows(table).empty()) data.add(table);
    const PartData::Row& row = data.rows(table).front();
    for (const HeaderItem& item : header_)
        if (!data.cell(row, item.column)) data.set(row, item.column, item.value);
}

std::string StoreWriter::records_query(ElementId element) const {
    const TableSource& own = source_.tables[source_.own_table()];
    std::string sql = "SELECT " + own.record + ", " + own.roll + " FROM " + own.from + " WHERE " + own.document + " = ?1 AND " + own.record + " >= ?2 AND " +
                      own.record + " < ?3";
    if (element != kNoElement) {
        const bool off = layout_.dictionary().element(element).roll == schema::Roll::off;
        if (off) sql += " AND " + own.roll + " = 'off'";
        else sql += " AND coalesce(" + own.roll + ", '') <> 'off'";
    }
    return sql + " ORDER BY " + own.record;
}

ElementId StoreWriter::element_on(std::string_view roll) const {
    const std::vector<ElementId>& elements = layout_.tables()[source_.own_table()].elements;
    const auto found = std::find_if(elements.begin(), elements.end(), [&](ElementId id) { return (layout_.dictionary().element(id).roll == schema::Roll::off) == (roll == "off"); });
    return found == elements.end() ? elements.front() : *found;
}

void StoreWriter::write_records(const FrameStep& step, std::int64_t until, std::ostream& out) {
    if (!source_.tables[source_.own_table()].is_there()) return;
    SqliteStatement statement = source_.database.prepare(records_query(step.part));
    statement.bind(1, document_);
    statement.bind(2, step.first_record);
    statement.bind(3, until);
    while (statement.step()) {
        const ElementId element = step.part == kNoElement ? element_on(statement.text(1)) : step.part;
        if (step.part == kNoElement && frame_->element_at(step.path) != layout_.dictionary().element(element).parent)
            throw DocumentError("extras: document " + std::to_string(document_) + ", record " + std::to_string(statement.number(0)) +
                                " is not on the roll that " + step.path + " is for");
        write_record(statement.number(0), element, step.path);
        flush(out, kFlushed);
    }
}

void StoreWriter::write_record(std::int64_t record, ElementId element, const std::string& path) {
    // Records of the second roll stand behind those of the first, whatever their numbers.
    if (record < last_record_) {
        for (std::size_t i = 0; i < cursors_.size(); ++i)
            if (cursors_[i] && !is_of_part(layout_.tables()[i], schema::Part::header) && !is_of_part(layout_.tables()[i], schema::Part::school)) cursors_[i]->begin(document_);
    }
    last_record_ = record;
    data_.clear();
    for (std::size_t i = 0; i < cursors_.size(); ++i)
        if (cursors_[i] && (is_of_part(layout_.tables()[i], schema::Part::record) || layout_.tables()[i].extras())) cursors_[i]->read(record, data_);
    try {
        const xml::Element made = builder_.build(element, data_, facts_in(data_, layout_.tables().size() - 1));
        frame_->go_to(path, text_);
        xml::append_element(made, frame_->depth(), text_);
    } catch (const DocumentError& error) {
        throw DocumentError("document " + std::to_string(document_) + ", record " + std::to_string(record) + ": " + error.what());
    }
    ++written_;
}

void StoreWriter::flush(std::ostream& out, std::size_t least) {
    if (text_.size() < least) return;
    out.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
}

}  // namespace cbds::formats
