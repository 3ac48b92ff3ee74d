/// @file
/// Reads the rest of a document with libxml2, on one thread: another encoding, or something that the fast
/// reader cannot prove.
#pragma once

#include "cbds/xml/document_reader.hpp"
#include "xml/part_reader.hpp"

#include <functional>
#include <string>

namespace cbds::xml {

/// Where the rest begins, and what has been read before it.
struct Beginning {
    std::string before;    ///< text that puts the parser into the place: prologue and open tags; empty at the start
    std::size_t open = 0;  ///< how many elements that text opens
    Place place;           ///< of the first byte
};

/// Gives the original bytes of the rest, piece by piece; 0 at the end.
using ByteSupply = std::function<std::size_t(std::span<char>)>;

class SequentialReader final : public PartSink {
public:
    SequentialReader(const schema::Plan& plan, const ReadOptions& options, io::Encoding encoding, DocumentHandler& handler, ReadResult& result);

    void read(const Beginning& beginning, const ByteSupply& supply);

    void frame_open(schema::FoundName found, std::string_view name, std::span<const ParsedAttribute> attributes, std::uint64_t offset) override;
    void frame_close(std::uint64_t offset) override;
    void frame_text(std::uint64_t offset) override;
    void part(Part& part, schema::FoundName found, std::string_view name, std::uint64_t offset, std::uint64_t end) override;

private:
    std::size_t supply_text(std::span<char> buffer, const ByteSupply& supply);
    void take_bytes(std::string_view bytes, bool last);
    void finish(std::optional<Fault> fault);
    [[nodiscard]] Fault bad_byte() const;
    [[nodiscard]] Place place_of(std::uint64_t offset);
    void forget(std::uint64_t offset);

    const schema::Plan& plan_;
    const ReadOptions& options_;
    io::Encoding encoding_;
    io::Utf8Converter converter_;
    DocumentHandler& handler_;
    ReadResult& result_;
    std::unique_ptr<PartWorker> worker_;

    std::string before_;        ///< text still to be given ahead of the document's own
    std::string window_;        ///< text of the document from the last part on
    std::size_t given_ = 0;     ///< how much of the window the parser has been given
    std::uint64_t window_begin_ = 0;  ///< offset of the window's first byte, as the parser counts
    Place window_place_;
    bool ended_ = false;
    bool bad_ = false;          ///< the window ends before a byte that is not of the encoding
};

}  // namespace cbds::xml
