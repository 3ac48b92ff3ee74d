/// @file
/// What the writers of tables share: parts become rows on several threads, and rows are put out in order.
#pragma once

#include "cbds/formats/document_writer.hpp"
#include "cbds/formats/tables.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace cbds::formats {

/// Keeps the rows of one stretch, in whatever form its writer likes. For one thread at a time.
class RowEncoder : public RowSink {
public:
    /// Bytes that are held.
    [[nodiscard]] virtual std::size_t size() const noexcept = 0;
};

/// Rows as they are, for writers that can only put them out one after the other.
class PackedRows final : public RowEncoder {
public:
    void row(std::size_t table, std::uint64_t record, std::span<const Cell> cells) override;
    [[nodiscard]] std::size_t size() const noexcept override;

    /// Hands the rows on in their order, and forgets them.
    void replay(RowSink& sink);

private:
    std::string bytes_;
};

class DocumentFrame;

/// A DocumentWriter of rows. What is left to do: keep rows, put them out. Whoever overrides `begin` or `end` calls that of
/// this class first: at the end come the rows of `extras` about what stands around header, school and records.
class TableWriter : public DocumentWriter {
public:
    explicit TableWriter(TableLayout layout);
    ~TableWriter() override;

    void begin(const DocumentStart& start, const schema::Plan& plan) override;
    [[nodiscard]] std::unique_ptr<PartEncoder> make_encoder() final;
    void take(PartEncoder& encoder, std::uint64_t first_record) final;
    void end() override;

protected:
    [[nodiscard]] const TableLayout& layout() const noexcept { return layout_; }

    /// Number of the document that is written, from 1.
    [[nodiscard]] std::uint64_t document() const noexcept { return document_; }

    [[nodiscard]] virtual std::unique_ptr<RowEncoder> make_row_encoder() = 0;

    /// @param first_record  how many records of the document stand before the stretch: a row's record is
    ///                      `first_record + record + 1`
    virtual void take_rows(RowEncoder& rows, std::uint64_t first_record) = 0;

private:
    void take_frame_rows();

    TableLayout layout_;
    std::uint64_t document_ = 0;
    const schema::Plan* plan_ = nullptr;
    PackedRows late_;                        ///< of `extras`, kept for the end
    std::unique_ptr<RowEncoder> frame_rows_;  ///< of header and school, which come once, in whatever stretch
    std::unique_ptr<DocumentFrame> frame_;
};

}  // namespace cbds::formats
