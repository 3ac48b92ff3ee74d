#include "formats/collect_encoder.hpp"

#include "formats/collect_cell.hpp"
#include "formats/collect_names.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

using schema::ElementId;

constexpr std::size_t kMostRecords = 10;   // named in a loss
constexpr std::size_t kMostLosses = 1000;  // told apart
constexpr std::size_t kNone = SIZE_MAX;

/// Walks the nodes of one part.
class PartRows {
public:
    PartRows(const CollectLayout& layout, const xml::Part& part, FormatLosses& losses, std::uint64_t record)
        : layout_(layout),
          part_(part),
          losses_(losses),
          record_(record),
          states_(part.nodes.size()) {}

    std::vector<CollectOutRow> make() {
        count_children();
        for (std::uint32_t i = 0; i < part_.nodes.size(); ++i) {
            read_attributes(i);
            look_at(i);
        }
        for (const xml::Misplaced& each : part_.misplaced)
            if (!each.element) lose(path_of(each.node), kText);
        return std::move(rows_);
    }

private:
    struct State {
        std::size_t row = kNone;  ///< of the node, or around it
        std::uint32_t children = 0;
        ElementId last_child = schema::kNoElement;  ///< the last known one so far
        std::string_view as_written;
        std::string_view as_column;
        bool skipped = false;  ///< an unknown element, or in one
        bool has_written = false;
    };

    void lose(std::string item, std::string_view reason) { losses_.add(std::move(item), reason, record_); }

    void count_children() {
        for (std::uint32_t i = 1; i < part_.nodes.size(); ++i) ++states_[part_.nodes[i].parent].children;
    }

    [[nodiscard]] std::string path_of(std::uint32_t node) const {
        const ElementId element = part_.nodes[node].element;
        if (element != schema::kNoElement) return std::string(layout_.plan().row(element).path);
        const std::string name(part_.written_name(node, layout_.plan().dictionary()));
        return node == 0 ? name : path_of(part_.nodes[node].parent) + '/' + name;
    }

    void look_at(std::uint32_t i) {
        const xml::Node& node = part_.nodes[i];
        State& state = states_[i];
        if (i != 0 && states_[node.parent].skipped) {
            state.skipped = true;
            return;
        }
        if (node.element == schema::kNoElement) {
            state.skipped = true;
            return lose(path_of(i), kNoItem);
        }
        const schema::ElementRow& row = layout_.plan().row(node.element);
        if (part_.written_name(i, layout_.plan().dictionary()) != row.name) lose(std::string(row.path), kOtherName);
        if (i != 0) look_at_order(i);
        state.row = i == 0 ? kNone : states_[node.parent].row;
        if (layout_.row_of(node.element) == node.element) open_row(i);
        attach_attributes(i);
        if (row.content == schema::Content::value) add_value(i);
        else if (state.children == 0 && layout_.row_of(node.element) != node.element) lose(std::string(row.path), kEmptyElement);
    }

    /// Elements come back in the order of the dictionary, and containers once.
    void look_at_order(std::uint32_t i) {
        const xml::Node& node = part_.nodes[i];
        State& above = states_[node.parent];
        const schema::ElementRow& row = layout_.plan().row(node.element);
        if (above.last_child != schema::kNoElement && node.element < above.last_child) lose(path_of(node.parent), kOrder);
        if (above.last_child == node.element && row.content != schema::Content::value && row.max <= 1)
            lose(std::string(row.path), kPutTogether);
        above.last_child = node.element;
    }

    void open_row(std::uint32_t i) {
        const ElementId element = part_.nodes[i].element;
        const std::size_t table = layout_.table_of(element);
        if (table == kNoTable) return;
        CollectOutRow row;
        row.table = table;
        row.element = element;
        row.above = states_[i].row;
        if (row.above != kNone) {
            const ElementId usual = layout_.row_below(table, rows_[row.above].element);
            if (usual != element && usual != schema::kNoElement)
                lose(std::string(layout_.plan().row(element).path), "kept as " + std::string(layout_.plan().row(usual).path));
        }
        states_[i].row = rows_.size();
        rows_.push_back(std::move(row));
    }

    void read_attributes(std::uint32_t i) {
        for (; attribute_ < part_.attributes.size() && part_.attributes[attribute_].node == i; ++attribute_) {
            const xml::Attribute& each = part_.attributes[attribute_];
            if (each.name == kAsWritten) states_[i].as_written = each.value, states_[i].has_written = true;
            else if (each.name == kAsColumn) states_[i].as_column = each.value;
            else if (each.name != kCollectDeclaration || each.value != kCollectNamespace) attributes_.push_back(&each);
        }
    }

    /// Those of COLLECT go to the row; others are lost.
    void attach_attributes(std::uint32_t i) {
        const bool is_row = states_[i].row != kNone && rows_[states_[i].row].element == part_.nodes[i].element &&
                            layout_.row_of(part_.nodes[i].element) == part_.nodes[i].element;
        for (const xml::Attribute* const each : attributes_) {
            const auto column = column_of_attribute(each->name);
            if (is_row && column) rows_[states_[i].row].carried.emplace_back(*column, each->value);
            else if (is_row && each->name == kRowMissing) rows_[states_[i].row].missing = true;
            else if (is_row && each->name == kRowKeyless) rows_[states_[i].row].keyless = true;
            else lose(path_of(i) + "/@" + std::string(each->name), kAttribute);
        }
        attributes_.clear();
    }

    void add_value(std::uint32_t i) {
        const xml::Node& node = part_.nodes[i];
        const std::string path(layout_.plan().row(node.element).path);
        const bool own_row = layout_.row_of(node.element) == node.element;
        const auto columns = layout_.columns_of(node.element);
        if (columns.empty() || states_[i].row == kNone) return lose(path, kNoColumn);
        if (node.length == 0) {
            if (!own_row) lose(path, kEmptyElement);
            return;
        }
        CollectOutRow& row = rows_[states_[i].row];
        const auto free = column_for(i, columns, row);
        if (!free) return lose(path, layout_.plan().row(node.element).max > 1 ? kTooMany : kPutTogether);
        tell_of_place(node.element, *free, row.element);
        row.cells.emplace_back(std::string(*free), cell_of(i, path));
    }

    /// The column that the value came from, else the first that is free; of an item that does not repeat the first.
    std::optional<std::string_view> column_for(std::uint32_t i, const std::vector<std::string_view>& columns,
                                               const CollectOutRow& row) const {
        const auto taken = [&](std::string_view column) {
            return std::any_of(row.cells.begin(), row.cells.end(), [=](const auto& each) { return each.first == column; });
        };
        const bool repeats = layout_.plan().row(part_.nodes[i].element).max > 1;
        for (const std::string_view column : columns)
            if (ascii::same_but_case(column, states_[i].as_column) && !taken(column)) return column;
        for (const std::string_view column : columns) {
            if (!taken(column)) return column;
            if (!repeats) break;
        }
        return std::nullopt;
    }

    /// What is read back as something else.
    void tell_of_place(ElementId element, std::string_view column, ElementId row) {
        const std::string path(layout_.plan().row(element).path);
        const CollectColumn& all = *layout_.tables()[layout_.table_of(row)].find(column);
        const ElementId usual = layout_.item_of(all, row).element;
        if (usual == schema::kNoElement) lose(path, kNotInEdition);
        else if (usual != element) lose(path, "kept as " + std::string(layout_.plan().row(usual).path));
    }

    std::string cell_of(std::uint32_t i, const std::string& path) {
        const schema::TypeRow& type = layout_.plan().dictionary().type(layout_.plan().row(part_.nodes[i].element).type);
        const std::string_view text = part_.nodes[i].value();
        if (states_[i].has_written) {
            const std::string_view written = states_[i].as_written;
            if (value_of_collect_cell(written, type.base) == text || whole_number_of_collect_cell(written, type) == text)
                return std::string(written);
        }
        std::string cell = collect_cell_of(text, type.base);
        if (value_of_collect_cell(cell, type.base) != text) lose(path, kForm);
        return cell;
    }

    const CollectLayout& layout_;
    const xml::Part& part_;
    FormatLosses& losses_;
    std::uint64_t record_;
    std::vector<State> states_;
    std::vector<CollectOutRow> rows_;
    std::size_t attribute_ = 0;
    std::vector<const xml::Attribute*> attributes_;  ///< of the node that is looked at, still to be placed
};

std::size_t size_of(const std::vector<CollectOutRow>& rows) {
    std::size_t size = 0;
    for (const CollectOutRow& row : rows) {
        size += sizeof row;
        for (const auto& each : row.cells) size += sizeof each + each.first.size() + each.second.size();
        for (const auto& each : row.carried) size += sizeof each + each.first.size() + each.second.size();
    }
    return size;
}

}  // namespace

FormatLoss& FormatLosses::entry(std::string item, std::string_view reason) {
    if (all_.size() >= kMostLosses) item = "(others)";
    const auto [place, made] = places_.try_emplace({item, std::string(reason)}, all_.size());
    if (made) all_.push_back({std::move(item), std::string(reason), 0, {}});
    return all_[place->second];
}

void FormatLosses::add(std::string item, std::string_view reason, std::uint64_t record, std::uint64_t count) {
    FormatLoss& loss = entry(std::move(item), reason);
    loss.count += count;
    if (record != 0 && loss.records.size() < kMostRecords && (loss.records.empty() || loss.records.back() != record))
        loss.records.push_back(record);
}

void FormatLosses::add_all(const FormatLosses& others, std::uint64_t first_record) {
    for (const FormatLoss& each : others.all_) {
        FormatLoss& loss = entry(each.item, each.reason);
        loss.count += each.count;
        for (const std::uint64_t record : each.records)
            if (loss.records.size() < kMostRecords) loss.records.push_back(first_record + record);
    }
}

void CollectEncoder::part(const xml::Part& part) {
    CollectEvent event;
    event.element = part.element();
    event.record = part.record;
    const bool record = event.element != schema::kNoElement && layout_->plan().row(event.element).part == schema::Part::record;
    event.rows = PartRows(*layout_, part, losses_, record ? part.record + 1 : 0).make();
    size_ += sizeof event + size_of(event.rows);
    events_.push_back(std::move(event));
}

void CollectEncoder::frame_open(const xml::FrameElement& element) {
    CollectEvent event;
    event.kind = CollectEvent::Kind::open;
    event.element = element.element;
    event.name = element.name;
    event.attributes.assign(element.attributes.begin(), element.attributes.end());
    size_ += sizeof event;
    events_.push_back(std::move(event));
}

void CollectEncoder::frame_close(ElementId element) {
    events_.emplace_back();
    events_.back().kind = CollectEvent::Kind::close;
    events_.back().element = element;
    size_ += sizeof events_.back();
}

void CollectEncoder::frame_text(std::string_view text) {
    if (ascii::trimmed(text).empty()) return;
    events_.emplace_back();
    events_.back().kind = CollectEvent::Kind::text;
}

void CollectEncoder::clear() {
    events_.clear();
    losses_ = {};
    size_ = 0;
}

}  // namespace cbds::formats
