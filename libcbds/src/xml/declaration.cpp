#include "xml/declaration.hpp"

#include "io/ascii.hpp"
#include "xml/libxml2_faults.hpp"

#include <algorithm>
#include <string>

namespace cbds::xml {
namespace {

constexpr std::size_t kLook = 1024;

/// The beginning as UTF-8, without byte order mark: enough of it for the declaration.
std::string first_text(std::string_view bytes, const io::EncodingEvidence& evidence) {
    const io::Encoding encoding = evidence.mark.value_or(evidence.family);
    const std::string_view look = bytes.substr(std::min(evidence.mark_length, bytes.size()), kLook);
    if (encoding == io::Encoding::utf8) return std::string(look);
    std::string text;
    io::ConversionFault fault;
    (void)io::Utf8Converter(encoding).convert(look, false, text, fault);
    return text;
}

bool is_eight_bit(io::Encoding encoding) {
    return encoding == io::Encoding::utf8 || encoding == io::Encoding::iso_8859_1 || encoding == io::Encoding::windows_1252;
}

bool is_utf16(io::Encoding encoding) { return encoding == io::Encoding::utf16_le || encoding == io::Encoding::utf16_be; }

/// `utf-16` names both byte orders, so that only the family can contradict it.
bool agree(io::Encoding bytes, io::Encoding declared) {
    return bytes == declared || (is_utf16(bytes) && is_utf16(declared));
}

/// The declared encoding cannot be that of the bytes.
std::optional<Fault> contradiction(const io::EncodingEvidence& evidence) {
    if (!evidence.declared_encoding) return std::nullopt;
    const std::string declared = evidence.declared;
    if (evidence.mark) {
        if (agree(*evidence.mark, *evidence.declared_encoding)) return std::nullopt;
        const std::string marked(io::encoding_name(*evidence.mark));
        return Fault{"XML008", 0, "the byte order mark says " + marked + ", the XML declaration says " + declared + "; --encoding " + marked + " reads the file",
                     "encoding=\"" + marked + '"'};
    }
    if (is_eight_bit(evidence.family) == is_eight_bit(*evidence.declared_encoding)) return std::nullopt;
    const std::string family(io::encoding_name(evidence.family));
    return Fault{"XML008", 0, "the XML declaration says " + declared + ", but the bytes are not: they look like " + family + "; --encoding " + family + " reads the file",
                 "encoding=\"" + family + '"'};
}

/// The value of `version` in the XML declaration; empty where there is none.
std::string_view declared_version(std::string_view text) {
    if (!text.starts_with("<?xml") || text.size() < 6 || !ascii::is_blank(text[5])) return {};
    const std::string_view declaration = text.substr(0, text.find("?>"));
    std::size_t at = declaration.find("version");
    if (at == std::string_view::npos) return {};
    at = declaration.find_first_of("\"'", at);
    if (at == std::string_view::npos) return {};
    const std::size_t end = declaration.find(declaration[at], at + 1);
    return end == std::string_view::npos ? std::string_view{} : declaration.substr(at + 1, end - at - 1);
}

/// What a file that does not begin with `<` may be.
std::string other_kind(std::string_view bytes) {
    if (bytes.starts_with("%PDF")) return ": it is a PDF";
    if (bytes.starts_with("PK\x03\x04")) return ": it is a zip archive or an Office document";
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return ": it is an old Office document";
    if (bytes.starts_with("{") || bytes.starts_with("[")) return ": it looks like JSON";
    return "";
}

/// The text does not begin as an XML document does.
/// @param mark_length  of the byte order mark before it, in UTF-8
std::optional<Fault> no_xml(std::string_view bytes, std::string_view text, std::size_t mark_length) {
    const std::size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    if (first == text.size()) {
        if (bytes.size() > kLook) return std::nullopt;
        return Fault{"XML010", 0, bytes.empty() ? "the file is empty" : "the file has nothing but blanks", "an XML document"};
    }
    const std::string_view rest = text.substr(first);
    if (first > 0 && rest.starts_with("<?xml") && rest.size() > 5 && ascii::is_blank(rest[5]))
        return Fault{"XML015", mark_length, "there are blanks before the XML declaration", "<?xml at the very beginning"};
    if (rest[0] == '<') return std::nullopt;
    if (rest.find('<') != std::string_view::npos && other_kind(bytes).empty())
        return Fault{"XML005", mark_length + first, "there is text before the root element", "nothing before the root element"};
    return Fault{"XML011", mark_length + first, "the file is no XML document" + other_kind(bytes), "a file that begins with <"};
}

}  // namespace

std::optional<Fault> beginning_fault(std::string_view bytes, const io::EncodingEvidence& evidence, std::optional<io::Encoding> chosen) {
    const std::string text = chosen && evidence.mark == std::nullopt && is_eight_bit(*chosen) ? std::string(bytes.substr(0, kLook))
                                                                                              : first_text(bytes, evidence);
    if (auto fault = no_xml(bytes, text, evidence.mark ? 3 : 0)) return fault;
    if (!chosen) {
        if (auto fault = contradiction(evidence)) return fault;
        if (!evidence.declared.empty() && !evidence.declared_encoding)
            return Fault{"XML009", 0, "the encoding " + evidence.declared + " is not supported", "UTF-8"};
    }
    if (declared_version(text) == "1.1") return version_fault(0);
    return std::nullopt;
}

std::optional<std::size_t> find_doctype(std::string_view text) {
    const auto behind = [&](std::string_view closing, std::size_t from) {
        const std::size_t found = text.find(closing, from);
        return found == std::string_view::npos ? text.size() : found + closing.size();
    };
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("<!DOCTYPE")) return at;
        if (rest.starts_with("<!--")) at = behind("-->", at + 4);
        else if (rest.starts_with("<![CDATA[")) at = behind("]]>", at + 9);
        else if (rest.starts_with("<?")) at = behind(rest.find("?>") == std::string_view::npos ? ">" : "?>", at + 2);
        else ++at;
        if (at >= text.size()) break;
    }
    return std::nullopt;
}

}  // namespace cbds::xml
