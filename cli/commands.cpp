#include "command.hpp"
#include "command_attendance.hpp"
#include "command_codes.hpp"
#include "command_config.hpp"
#include "command_convert.hpp"
#include "command_diff.hpp"
#include "command_id.hpp"
#include "command_info.hpp"
#include "command_merge.hpp"
#include "command_patch.hpp"
#include "command_rename.hpp"
#include "command_rules.hpp"
#include "command_sample.hpp"
#include "command_schema.hpp"
#include "command_split.hpp"
#include "command_strip.hpp"
#include "command_tidy.hpp"
#include "command_validate.hpp"

#include <array>

namespace cbds::cli {
namespace {

constexpr std::array kCommands{
    CommandEntry{"validate", "Check documents and report what is wrong with them", make_command_validate},
    CommandEntry{"info", "Say what documents are: collection, edition, school, records", make_command_info},
    CommandEntry{"convert", "Write documents in another format or another edition", make_command_convert},
    CommandEntry{"diff", "Say what changed between two documents, pupil by pupil", make_command_diff},
    CommandEntry{"patch", "Make the new document of the old one, or the old one of the new", make_command_patch},
    CommandEntry{"attendance", "Figures of pupils from registers, and what returns ask for", make_command_attendance},
    CommandEntry{"sample", "Write an invented document", make_command_sample},
    CommandEntry{"split", "Make a file for each school, pupil or year group", make_command_split},
    CommandEntry{"merge", "Make one transfer file of several", make_command_merge},
    CommandEntry{"rename", "Give files the names that their headers ask for", make_command_rename},
    CommandEntry{"strip", "Make the partial transfer files that people need", make_command_strip},
    CommandEntry{"tidy", "Mend what is untidy in a document, and list it", make_command_tidy},
    CommandEntry{"schema", "Write the XML Schema of an edition", make_command_schema},
    CommandEntry{"rules", "List and explain the rules", make_command_rules},
    CommandEntry{"codes", "List and look up code sets", make_command_codes},
    CommandEntry{"id", "Check and make the identifiers that school data uses", make_command_id},
    CommandEntry{"config", "Show the options that a file and the environment set", make_command_config},
};

}  // namespace

std::span<const CommandEntry> commands() noexcept { return kCommands; }

}  // namespace cbds::cli
