#include "scenarios/cli/program_table.hpp"

#include <CLI/CLI.hpp>
#include <array>
#include <utility>

#include "engine/version.hpp"

namespace yuce::cli {
namespace {

// Kinds of files as the descriptions call them.
constexpr std::array<std::pair<const char*, const char*>, 5> file_words = {
    {{"results file", "h5"}, {"batch file", "toml"}, {"model file", "toml"}, {"page", "html"}, {"file", ""}}};

std::vector<std::string> choices_of(const std::string& type) {
    const std::size_t open = type.find('{'), close = type.find('}', open == std::string::npos ? 0 : open);
    if (open == std::string::npos || close == std::string::npos) return {};
    std::vector<std::string> choices(1);
    for (std::size_t k = open + 1; k < close; ++k) {
        if (type[k] == ',') {
            choices.emplace_back();
        } else {
            choices.back() += type[k];
        }
    }
    return choices;
}

OptionEntry entry_of(const CLI::Option& option) {
    OptionEntry entry;
    for (const std::string& name : option.get_snames()) entry.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) entry.names.push_back("--" + name);
    if (option.get_positional()) entry.names = {option.get_name()};
    entry.help = option.get_description();
    entry.takes_value = option.get_items_expected_max() > 0;
    entry.required = option.get_required();
    entry.repeatable = option.get_positional() ? option.get_expected_max() > 1
                                               : option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
    if (!entry.takes_value) return entry;
    entry.choices = choices_of(option.get_type_name());
    if (!entry.choices.empty()) return entry;
    for (const auto& [word, extension] : file_words) {
        if (entry.help.find(word) == std::string::npos) continue;
        entry.takes_file = true;
        entry.extension = extension;
        break;
    }
    return entry;
}

VerbEntry verb_of(const CLI::App& app) {
    VerbEntry verb{app.get_name(), app.get_description(), app.get_footer(), {}, {}};
    const std::string mark = "Example: ";
    verb.example = verb.example.rfind(mark, 0) == 0 ? verb.example.substr(mark.size()) : "";
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_group().empty()) continue;
        (option->get_positional() ? verb.arguments : verb.options).push_back(entry_of(*option));
    }
    return verb;
}

}  // namespace

ProgramTable program_table(const CLI::App& app) {
    ProgramTable program{engine::version, engine::version_date, app.get_description(), verb_of(app).options, {}};
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
        if (!verb->get_group().empty()) program.verbs.push_back(verb_of(*verb));
    }
    return program;
}

const std::vector<ExitCode>& exit_codes() {
    static const std::vector<ExitCode> table = {{0, "done"},
                                                {2, "a mistake in the input"},
                                                {3, "too many paths failed"},
                                                {4, "a file cannot be read or written"},
                                                {5, "interrupted"},
                                                {70, "a bug"}};
    return table;
}

}  // namespace yuce::cli
