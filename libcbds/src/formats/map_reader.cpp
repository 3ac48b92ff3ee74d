#include "cbds/error.hpp"
#include "cbds/formats/map.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/schema/nearest.hpp"
#include "cbds/xml/writer.hpp"
#include "formats/map_date.hpp"
#include "io/ascii.hpp"
#include "io/descriptor_buffer.hpp"
#include "io/file_stream.hpp"
#include "io/spool.hpp"

#include <algorithm>
#include <map>
#include <ostream>

namespace cbds::formats {
namespace {

/// A cell that cannot be read as the map says.
struct BadCell {
    std::size_t column;
    std::string why;
};

/// The pieces of a text between the marks.
std::string_view piece_of(std::string_view text, std::string_view mark, unsigned number) {
    for (unsigned i = 1; i < number; ++i) {
        const std::size_t at = text.find(mark);
        if (at == std::string_view::npos) return {};
        text.remove_prefix(at + mark.size());
    }
    return text.substr(0, text.find(mark));
}

/// What an item takes from the rows of one file.
class ItemReader {
public:
    ItemReader(const MappedItem& item, const io::CsvReader& csv, const schema::Dictionary& dictionary) : item_(item) {
        for (const std::string& column : item.columns) columns_.push_back(find_column(column, csv));
        if (item.labels) {
            const schema::TypeRow& type = dictionary.type(dictionary.element(item.element).type);
            for (const schema::CodeRow& code : dictionary.codes(type)) labels_.emplace_back(code.label, code.code);
        }
    }

    [[nodiscard]] const MappedItem& item() const noexcept { return item_; }
    [[nodiscard]] const std::vector<std::size_t>& columns() const noexcept { return columns_; }

    /// The value of the row; empty where there is none. @throws BadCell
    [[nodiscard]] std::string value(std::span<const io::CsvCell> cells) const {
        if (columns_.empty()) return item_.constant;
        std::string text;
        for (const std::size_t column : columns_) {
            const std::string_view cell = ascii::trimmed(cells[column].value_or(std::string_view()));
            const std::string_view piece = item_.split.empty() ? cell : ascii::trimmed(piece_of(cell, item_.split, item_.part));
            if (!piece.empty()) text.append(text.empty() ? "" : item_.join).append(piece);
        }
        return text.empty() ? item_.otherwise : translated(text);
    }

private:
    static std::size_t find_column(const std::string& name, const io::CsvReader& csv) {
        const auto& heading = csv.heading();
        const auto found = std::find_if(heading.begin(), heading.end(), [&](const std::string& each) { return ascii::trimmed(each) == ascii::trimmed(name); });
        if (found != heading.end()) return static_cast<std::size_t>(found - heading.begin());
        const std::vector<std::string_view> names(heading.begin(), heading.end());
        csv.fail("the map asks for a column " + name + ", which the file does not have" + schema::did_you_mean(name, names));
    }

    [[nodiscard]] std::string translated(const std::string& text) const {
        if (!item_.date.empty()) {
            auto date = read_date(text, item_.date);
            if (!date) throw BadCell{columns_.front(), item_.item + ": is no date as " + item_.date};
            return std::move(*date);
        }
        for (const auto& [says, code] : item_.codes)
            if (says == text) return code;
        for (const auto& [label, code] : labels_)
            if (ascii::same_but_case(label, text)) return std::string(code);
        if (!item_.codes.empty() || item_.labels) throw BadCell{columns_.front(), item_.item + ": the map has no code for what stands here"};
        return text;
    }

    const MappedItem& item_;
    std::vector<std::size_t> columns_;
    std::vector<std::pair<std::string_view, std::string_view>> labels_;
};

/// The child of that name and number, made where it is missing, with those before it.
xml::Element& child_of(xml::Element& parent, const std::string& name, unsigned instance, const schema::Dictionary& dictionary) {
    unsigned seen = 0;
    for (xml::Element& child : parent.children)
        if (child.name == name && ++seen == instance) return child;
    const auto rows = dictionary.children(parent.id);
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const schema::ElementRow& each) { return each.name == name; });
    const auto id = static_cast<schema::ElementId>(&*row - dictionary.elements().data());
    return xml::insert_child(parent, {id, name, {}, {}, {}});
}

/// A document that is written on, in a temporary file, until the other records are through.
class Later {
public:
    explicit Later(const std::string& name) : file_(io::nameless_file()), name_(name) {
        if (!file_) throw OutputError(name + ": no temporary file for it");
        buffer_.emplace(file_.get(), "temporary file");
    }

    void write(const std::string& text) { buffer_->sputn(text.data(), static_cast<std::streamsize>(text.size())); }

    void copy_to(std::ostream& out) {
        buffer_->pubsync();
        ::lseek(file_.get(), 0, SEEK_SET);
        io::FileStream stream(std::move(file_), name_);
        std::vector<char> block(std::size_t{1} << 16);
        while (const std::size_t length = stream.read(block)) out.write(block.data(), static_cast<std::streamsize>(length));
    }

private:
    io::Descriptor file_;
    std::string name_;
    std::optional<io::DescriptorBuffer> buffer_;
};

class MappedCsv {
public:
    MappedCsv(io::ByteStream& stream, const std::string& name, const ColumnMap& map, const schema::Dictionary& dictionary,
              const std::function<void(const ReadingNote&)>& note)
        : map_(map), dictionary_(dictionary), note_(note), name_(name), csv_(stream, name, options(map)) {}

    void read(DocumentSink& sink) {
        if (!csv_.next()) throw DocumentError(name_ + ": is empty; its first row has to name the columns");
        prepare();
        std::ostream& out = sink.begin({});
        open(out);
        while (csv_.next()) row(out);
        if (bad_cells_ != 0) throw DocumentError(name_ + ": " + std::to_string(bad_cells_) + (bad_cells_ == 1 ? " cell" : " cells") + " cannot be read as the map says; nothing was converted");
        if (off_) close_with_leavers(out);
        else close(out, on_element());
        sink.end();
    }

private:
    static io::CsvOptions options(const ColumnMap& map) {
        io::CsvOptions options;
        options.delimiter = map.delimiter;
        options.encoding = map.encoding;
        return options;
    }

    void prepare() {
        for (const MappedItem& item : map_.items) on_items_.emplace_back(item, csv_, dictionary_);
        for (const MappedItem& item : map_.off_roll_items) off_items_.emplace_back(item, csv_, dictionary_);
        if (!map_.roll_column.empty()) {
            MappedItem roll;
            roll.columns = {map_.roll_column};
            roll_column_ = ItemReader(roll, csv_, dictionary_).columns().front();
        }
        tell_unused();
    }

    void tell_unused() {
        std::vector<bool> used(csv_.heading().size(), false);
        for (const auto* items : {&on_items_, &off_items_})
            for (const ItemReader& item : *items)
                for (const std::size_t column : item.columns()) used[column] = true;
        if (roll_column_) used[*roll_column_] = true;
        for (std::size_t i = 0; i < used.size(); ++i)
            if (!used[i]) tell({name_, 0, csv_.heading()[i], "the map does not use this column"});
    }

    void tell(const ReadingNote& note) const {
        if (note_) note_(note);
    }

    [[nodiscard]] const schema::ElementRow& row_of(schema::ElementId id) const { return dictionary_.element(id); }

    /// The record that rows on roll, or of leavers, become.
    [[nodiscard]] schema::ElementId record(bool leaver) const {
        const auto rows = dictionary_.elements();
        for (std::size_t id = 0; id < rows.size(); ++id)
            if (rows[id].collection == map_.edition.collection && rows[id].part == schema::Part::record && (rows[id].roll == schema::Roll::off) == leaver)
                return static_cast<schema::ElementId>(id);
        return schema::kNoElement;
    }
    [[nodiscard]] schema::ElementId on_element() const { return row_of(record(false)).parent; }

    void open(std::ostream& out) {
        const schema::ElementId root = dictionary_.collection(map_.edition.collection).root;
        std::string text(xml::xml_declaration());
        text.append("<").append(row_of(root).name).append(">\n");
        append_values(schema::Part::header, map_.header, text);
        if (!map_.school.empty()) append_values(schema::Part::school, map_.school, text);
        out << text;
        open_frame(out, on_element());
    }

    /// What the map says of the header or the school.
    void append_values(schema::Part role, const std::vector<std::pair<std::string, std::string>>& values, std::string& out) const {
        const auto rows = dictionary_.elements();
        std::size_t id = 0;
        while (rows[id].collection != map_.edition.collection || rows[id].part != role) ++id;
        xml::Element element{static_cast<schema::ElementId>(id), std::string(rows[id].name), {}, {}, {}};
        for (const auto& [path, value] : values) xml::make_path(element, path, dictionary_).text = value;
        xml::append_element(element, 1, out);
    }

    /// The tags that enclose records, without the root's.
    [[nodiscard]] std::vector<schema::ElementId> frame(schema::ElementId element) const {
        std::vector<schema::ElementId> ids;
        for (; row_of(element).parent != schema::kNoElement; element = row_of(element).parent) ids.insert(ids.begin(), element);
        return ids;
    }

    void open_frame(std::ostream& out, schema::ElementId element) {
        for (const schema::ElementId id : frame(element)) out << std::string(2 * xml::depth_of(id, dictionary_), ' ') << '<' << row_of(id).name << ">\n";
    }

    void close_tag(std::ostream& out, schema::ElementId id) { out << std::string(2 * xml::depth_of(id, dictionary_), ' ') << "</" << row_of(id).name << ">\n"; }

    void close(std::ostream& out, schema::ElementId element) {
        std::vector<schema::ElementId> ids = frame(element);
        for (; !ids.empty(); ids.pop_back()) close_tag(out, ids.back());
        close_tag(out, dictionary_.collection(map_.edition.collection).root);
    }

    void close_with_leavers(std::ostream& out) {
        const schema::ElementId off = row_of(record(true)).parent;
        close_tag(out, on_element());
        out << std::string(2 * xml::depth_of(off, dictionary_), ' ') << '<' << row_of(off).name << ">\n";
        off_->copy_to(out);
        close(out, off);
    }

    [[nodiscard]] bool is_leaver() const {
        if (!roll_column_) return false;
        const std::string_view says = ascii::trimmed(csv_.cells()[*roll_column_].value_or(std::string_view()));
        return std::find(map_.off_roll.begin(), map_.off_roll.end(), says) != map_.off_roll.end();
    }

    void row(std::ostream& out) {
        const bool leaver = is_leaver();
        xml::Element element{record(leaver), std::string(row_of(record(leaver)).name), {}, {}, {}};
        for (const ItemReader& item : leaver ? off_items_ : on_items_) put(item, element);
        std::string text;
        xml::append_element(element, xml::depth_of(element.id, dictionary_), text);
        if (!leaver) {
            out << text;
            return;
        }
        if (!off_) off_.emplace(name_);
        off_->write(text);
    }

    void put(const ItemReader& item, xml::Element& record) {
        try {
            std::string value = item.value(csv_.cells());
            if (value.empty()) return;
            xml::Element* at = &record;
            for (std::size_t i = 0; i < item.item().path.size(); ++i) at = &child_of(*at, item.item().path[i], item.item().instances[i], dictionary_);
            at->text = std::move(value);
        } catch (const BadCell& bad) {
            ++bad_cells_;
            tell({name_, csv_.row(), csv_.heading()[bad.column], bad.why});
        }
    }

    const ColumnMap& map_;
    const schema::Dictionary& dictionary_;
    const std::function<void(const ReadingNote&)>& note_;
    std::string name_;
    io::CsvReader csv_;
    std::vector<ItemReader> on_items_;
    std::vector<ItemReader> off_items_;
    std::optional<std::size_t> roll_column_;
    std::optional<Later> off_;
    std::uint64_t bad_cells_ = 0;
};

}  // namespace

void read_mapped_csv(io::ByteStream& stream, const std::string& name, const ColumnMap& map, const schema::Dictionary& dictionary,
                     const std::function<void(const ReadingNote&)>& note, DocumentSink& sink) {
    MappedCsv(stream, name, map, dictionary, note).read(sink);
}

}  // namespace cbds::formats
