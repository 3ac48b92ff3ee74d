#include "diff_editions.hpp"

#include "cbds/convert/conversion.hpp"
#include "cbds/error.hpp"
#include "cbds/formats/xml_document.hpp"
#include "cbds/formats/xml_spool.hpp"

namespace cbds::cli {
namespace {

convert::ConversionOptions conversion_options(const DiffEditionOptions& options, schema::Edition target) {
    convert::ConversionOptions conversion;
    conversion.encoding = options.encoding;
    conversion.target = target;
    conversion.other_term = convert::OtherTerm::allowed;  // what is lost is told, and the document itself stays
    conversion.read.jobs = options.jobs;
    conversion.read.progress = options.progress;
    return conversion;
}

std::unique_ptr<io::Input> changed(const schema::Dictionary& dictionary, io::Input& input, schema::Edition target, const DiffEditionOptions& options,
                                   ConvertReport& report) {
    formats::XmlSpool spool(input.name());
    formats::XmlWriter writer(io::OutputFile("-", {}, &spool.stream()));
    convert::Conversion conversion(dictionary, conversion_options(options, target));
    ConvertedDocument document;
    document.input = input.name();
    document.result = conversion.convert(input, [&](const convert::DocumentFacts&) -> formats::DocumentWriter& { return writer; });
    if (document.result.unreadable) throw InputError(document.result.problem);
    if (!document.result.problem.empty()) throw DocumentError(document.result.problem);
    writer.commit();
    report.document(document);
    return spool.take();
}

}  // namespace

ChangedPair change_older(const schema::Dictionary& dictionary, const DiffDocument& before, const DiffDocument& after,
                         const DiffEditionOptions& options, ConvertReport& report) {
    const schema::Edition old_edition = before.found.edition;
    const schema::Edition new_edition = after.found.edition;
    if (old_edition == new_edition || old_edition.collection != new_edition.collection) return {};
    if (old_edition.ordinal < new_edition.ordinal) return {changed(dictionary, *before.input, new_edition, options, report), nullptr};
    return {nullptr, changed(dictionary, *after.input, old_edition, options, report)};
}

}  // namespace cbds::cli
