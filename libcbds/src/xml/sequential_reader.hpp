/// @file
/// Reads a document, or the rest of one, with libxml2 on one thread: another encoding than UTF-8, or something
/// that the fast reader cannot prove.
#pragma once

#include "cbds/xml/document_reader.hpp"
#include "xml/document_text.hpp"
#include "xml/part_reader.hpp"

#include <memory>

namespace cbds::xml {

class SequentialReader final : public PartSink {
public:
    SequentialReader(const schema::Plan& plan, const ReadOptions& options, io::Encoding encoding, DocumentHandler& handler, ReadResult& result)
        : plan_(plan), options_(options), encoding_(encoding), handler_(handler), result_(result), worker_(handler.make_worker()) {}

    void read(Beginning beginning, ByteSupply supply);

    void frame_open(schema::FoundName found, std::string_view name, std::span<const ParsedAttribute> attributes, std::uint64_t offset) override;
    void frame_close(schema::ElementId element) override;
    void frame_text(std::uint64_t gap) override;
    void frame_value(std::string_view text) override;
    void part(Part& part, schema::FoundName found, std::string_view name, std::uint64_t offset, std::uint64_t end) override;

private:
    void check_frame_size(std::uint64_t offset) const;

    const schema::Plan& plan_;
    const ReadOptions& options_;
    io::Encoding encoding_;
    DocumentHandler& handler_;
    ReadResult& result_;
    std::unique_ptr<PartWorker> worker_;
    std::unique_ptr<DocumentText> text_;
    std::size_t frame_bytes_ = 0;  ///< of names and attributes that the frame keeps
};

}  // namespace cbds::xml
