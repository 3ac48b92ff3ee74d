#include "xml/libxml2_faults.hpp"

#include <string>

namespace cbds::xml {
namespace {

std::string text(const char* from) { return from == nullptr ? "" : from; }

bool starts_element(std::string_view rest) {
    return rest.size() >= 2 && rest[0] == '<' && rest[1] != '/' && rest[1] != '!' && rest[1] != '?';
}

Fault tag_mismatch(const xmlError& error, std::uint64_t tag) {
    return {"XML003", tag, "the end tag </" + text(error.str2) + "> does not match the start tag <" + text(error.str1) + '>',
            "</" + text(error.str1) + '>'};
}

/// What follows the root element: a second root, or anything else.
Fault behind_root(std::uint64_t offset, std::string_view rest) {
    if (starts_element(rest)) return {"XML004", offset, "a second root element stands behind the end of the document", "one root element"};
    return {"XML005", offset, "there is text behind the end of the root element", "nothing behind the root element"};
}

/// libxml2 stands at the text's beginning or at its end, as its buffer has it.
Fault stray_cdata_end(std::uint64_t offset, std::string_view rest) {
    const std::size_t at = rest.find("]]>");
    return {"XML014", offset + (at == std::string_view::npos ? 0 : at), "']]>' stands here, which only ends a CDATA section",
            "]]&gt; where the characters themselves are meant"};
}

Fault character(const xmlError& error, std::uint64_t offset) {
    if (text(error.message).find("not proper UTF-8") != std::string::npos)
        return {"XML007", offset, "a byte here is not UTF-8", "bytes of the declared encoding"};
    return {"XML006", offset, "the control character number " + std::to_string(error.int1) + " is not allowed in XML", ""};
}

}  // namespace

Fault doctype_fault(std::uint64_t offset) {
    return {"XML090", offset, "the document has a document type declaration (DOCTYPE), which is not read", "no DOCTYPE"};
}

Fault version_fault(std::uint64_t offset) {
    return {"XML093", offset, "the document is declared as XML 1.1, which is not read", "version=\"1.0\""};
}

Fault describe_fault(const xmlError& error, std::uint64_t offset, bool at_end, std::string_view rest, std::uint64_t tag) {
    if (error.domain == XML_FROM_NAMESPACE) {
        if (error.code == XML_NS_ERR_UNDEFINED_NAMESPACE)
            return {"XML070", tag, "the namespace prefix '" + text(error.str1) + "' is not declared", "a declaration xmlns:" + text(error.str1)};
        return {"XML071", tag, "a namespace is declared or used in a way that is not allowed", ""};
    }
    // A tag that does not match was read to its end, be it the end of the document or not.
    if (error.code == XML_ERR_TAG_NAME_MISMATCH) return tag_mismatch(error, tag);
    if (at_end) return {"XML002", offset, "the document ends too early: it has been cut off", "the end tags of the elements that are open"};
    // libxml2's texts end at a NUL byte: nothing follows, and yet it is not the end.
    if (rest.empty() && error.code != XML_ERR_TAG_NAME_MISMATCH) return {"XML006", offset, "a NUL byte stands here, which XML does not allow", ""};
    switch (error.code) {
        case XML_ERR_DOCUMENT_EMPTY:
            return {"XML005", offset, "there is text before the root element", "nothing before the root element"};
        case XML_ERR_DOCUMENT_END: return behind_root(offset, rest);
        case XML_ERR_RESERVED_XML_NAME:
            return {"XML004", tag, "an XML declaration stands within the document: two documents were joined, or text precedes it",
                    "one document in a file"};
        case XML_ERR_INVALID_CHAR:
        case XML_ERR_INVALID_ENCODING: return character(error, offset);
        case XML_ERR_INVALID_HEX_CHARREF:
        case XML_ERR_INVALID_DEC_CHARREF:
        case XML_ERR_INVALID_CHARREF:
            return {"XML012", offset, "a character reference (&#...;) is not a character that XML allows", ""};
        case XML_ERR_UNDECLARED_ENTITY:
        case XML_WAR_UNDECLARED_ENTITY:
            return {"XML012", offset, "the entity '&" + text(error.str1) + ";' is not known", "&amp; &lt; &gt; &apos; or &quot;"};
        case XML_ERR_ENTITYREF_SEMICOL_MISSING:
        case XML_ERR_ENTITYREF_NO_NAME:
            return {"XML012", offset, "an '&' stands here that begins no reference", "&amp; where the character itself is meant"};
        case XML_ERR_NAME_REQUIRED:  // of a reference, the '&' of which is read, or of a tag
            if (text(error.message).find("EntityRef") != std::string::npos)
                return {"XML012", offset - 1, "an '&' stands here that begins no reference", "&amp; where the character itself is meant"};
            return {"XML001", offset, "a '<' stands here that begins no tag, or a tag has no name", "&lt; where the character itself is meant"};
        case XML_ERR_LT_IN_ATTRIBUTE:
        case XML_ERR_ATTRIBUTE_NOT_STARTED:
        case XML_ERR_ATTRIBUTE_NOT_FINISHED:
        case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
        case XML_ERR_ATTRIBUTE_REDEFINED:
            return {"XML013", tag, "an attribute is written in a way that XML does not allow", "name=\"value\", each name once"};
        case XML_ERR_COMMENT_NOT_FINISHED:
        case XML_ERR_HYPHEN_IN_COMMENT:
        case XML_ERR_PI_NOT_STARTED:
        case XML_ERR_PI_NOT_FINISHED:
        case XML_ERR_CDATA_NOT_FINISHED:
            return {"XML014", offset, "a comment, a CDATA section or a processing instruction is not allowed as it stands here", ""};
        case XML_ERR_MISPLACED_CDATA_END: return stray_cdata_end(offset, rest);
        case XML_ERR_XMLDECL_NOT_STARTED:
        case XML_ERR_XMLDECL_NOT_FINISHED:
        case XML_ERR_VERSION_MISSING:
        case XML_ERR_STANDALONE_VALUE:
        case XML_ERR_ENCODING_NAME:
        case XML_ERR_UNKNOWN_VERSION:
            return {"XML015", offset, "the XML declaration is faulty", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"};
        case XML_ERR_NAME_TOO_LONG: return {"XML081", tag, "a name is too long", "at most 1,000 characters"};
        default: return {"XML001", offset, "this is not well-formed XML", ""};
    }
}

}  // namespace cbds::xml
