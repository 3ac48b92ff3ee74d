/// @file
/// Parts of a return as rows of COLLECT's tables, and what these cannot hold.
#pragma once

#include "cbds/formats/collect.hpp"
#include "cbds/formats/document_writer.hpp"
#include "formats/collect_layout.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::formats {

/// A row on its way to its table, without the keys that have to be made.
struct CollectOutRow {
    std::size_t table = 0;
    schema::ElementId element = schema::kNoElement;
    std::size_t above = SIZE_MAX;                              ///< index of the row above in the same part
    std::vector<std::pair<std::string, std::string>> carried;  ///< columns that no item holds, and their cells
    std::vector<std::pair<std::string, std::string>> cells;    ///< of items
    bool missing = false;                                      ///< COLLECT had no such row
    bool keyless = false;                                      ///< COLLECT's row had no key
};

/// Losses in the order in which they are met, each item and reason once.
class FormatLosses {
public:
    /// @param record  from 1; 0 outside records
    void add(std::string item, std::string_view reason, std::uint64_t record, std::uint64_t count = 1);
    void add_all(const FormatLosses& others, std::uint64_t first_record);

    [[nodiscard]] const std::vector<FormatLoss>& all() const noexcept { return all_; }

private:
    FormatLoss& entry(std::string item, std::string_view reason);

    std::vector<FormatLoss> all_;
    std::map<std::pair<std::string, std::string>, std::size_t> places_;
};

/// What an encoder holds of a document's frame and parts, in their order.
struct CollectEvent {
    enum class Kind : std::uint8_t { part, open, close, text } kind = Kind::part;
    schema::ElementId element = schema::kNoElement;
    std::uint64_t record = 0;                      ///< of a part that is one, in its stretch, from 0
    std::string name;                              ///< of an element of the frame, as written
    std::vector<xml::ParsedAttribute> attributes;  ///< of an element of the frame
    std::vector<CollectOutRow> rows;
};

class CollectEncoder final : public PartEncoder {
public:
    explicit CollectEncoder(std::shared_ptr<const CollectLayout> layout) : layout_(std::move(layout)) {}

    void part(const xml::Part& part) override;
    void frame_open(const xml::FrameElement& element) override;
    void frame_close(schema::ElementId element) override;
    void frame_text(std::string_view text) override;
    [[nodiscard]] std::size_t size() const noexcept override { return size_; }

    [[nodiscard]] const std::vector<CollectEvent>& events() const noexcept { return events_; }
    [[nodiscard]] const FormatLosses& losses() const noexcept { return losses_; }
    void clear();

private:
    std::shared_ptr<const CollectLayout> layout_;
    std::vector<CollectEvent> events_;
    FormatLosses losses_;
    std::size_t size_ = 0;
};

/// What is lost, in words.
inline constexpr std::string_view kNoItem = "no item of the return";
inline constexpr std::string_view kNoColumn = "COLLECT has no column for it";
inline constexpr std::string_view kEmptyElement = "an empty element";
inline constexpr std::string_view kAttribute = "an attribute";
inline constexpr std::string_view kText = "text beside elements";
inline constexpr std::string_view kOrder = "elements in another order than the usual one";
inline constexpr std::string_view kPutTogether = "several where one is usual: put together";
inline constexpr std::string_view kTooMany = "more values than columns";
inline constexpr std::string_view kOtherName = "another spelling of its name";
inline constexpr std::string_view kNotInEdition = "not in this edition: kept in its column, which is read as no item";
inline constexpr std::string_view kForm = "a text that COLLECT uses for another value";

}  // namespace cbds::formats
