#include "command.hpp"
#include "command_codes.hpp"
#include "command_id.hpp"
#include "command_info.hpp"
#include "command_rules.hpp"
#include "command_sample.hpp"
#include "command_schema.hpp"
#include "command_validate.hpp"

#include <array>

namespace cbds::cli {
namespace {

constexpr std::array kCommands{
    CommandEntry{"validate", "Check documents and report what is wrong with them", make_command_validate},
    CommandEntry{"info", "Say what documents are: collection, edition, school, records", make_command_info},
    CommandEntry{"sample", "Write an invented document", make_command_sample},
    CommandEntry{"schema", "Write the XML Schema of an edition", make_command_schema},
    CommandEntry{"rules", "List and explain the rules", make_command_rules},
    CommandEntry{"codes", "List and look up code sets", make_command_codes},
    CommandEntry{"id", "Check and make the identifiers that school data uses", make_command_id},
};

}  // namespace

std::span<const CommandEntry> commands() noexcept { return kCommands; }

}  // namespace cbds::cli
