// `yuce check`, `show`, `explain`, `describe`.

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>

#include "engine/error.hpp"
#include "models/model.hpp"
#include "results/file.hpp"
#include "results/report_text.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/key_table.hpp"
#include "scenarios/model_file.hpp"
#include "scenarios/run_plan.hpp"

namespace yuce::cli {

int check(const std::vector<std::string>& files) {
    std::size_t mistakes = 0;
    for (const std::string& file : files) {
        Diagnostics diagnostics;
        scenarios::check_file(file, diagnostics);
        fmt::print(stderr, "{}", diagnostics.render());
        mistakes += diagnostics.error_count();
        if (!diagnostics.has_errors()) fmt::print("{}: no mistakes\n", file);
    }
    if (mistakes > 0) fmt::print(stderr, "{} mistake{}\n", mistakes, mistakes == 1 ? "" : "s");
    return mistakes > 0 ? 2 : 0;
}

int show(const ShowCommand& command) {
    const bool of_one = !command.target.empty() || !command.scenario.empty() || !command.indicator.empty();
    if ((command.json || command.digest) && of_one) {
        throw Error(ErrorKind::input, "--json and --digest are of everything", "",
                    "leave out --target, --scenario and --indicator, or --json and --digest");
    }
    if (!command.target.empty() && !command.indicator.empty()) {
        throw Error(ErrorKind::input, "--target and --indicator are two tables", "", "give one of them");
    }
    const results::ResultSet results = results::read_file(command.file);
    if (command.digest) {
        results::check_kept_paths(command.file);
        fmt::print("{}\n", results.digest);
    } else if (command.json) {
        fmt::print("{}\n", results::json(results));
    } else {
        results::TableOptions table;
        table.language = command.language == "zh" ? results::Language::zh : results::Language::en;
        table.width = terminal_width();
        table.colour = colour_wanted();
        table.target = command.target;
        table.scenario = command.scenario;
        table.indicator = command.indicator;
        fmt::print("{}", results::table(results, table));
    }
    return 0;
}

int explain(const std::string& path, const std::string& indicator) {
    Diagnostics diagnostics;
    auto file = scenarios::read_model_file(path, {}, diagnostics);
    std::optional<models::Model> model;
    if (file) model = models::Model::bind(std::move(file->spec), nullptr, diagnostics);
    fmt::print(stderr, "{}", diagnostics.render());
    if (!model || diagnostics.has_errors()) return 2;
    if (!indicator.empty()) {
        std::vector<std::string> names = model->indicators();
        for (const std::string& name : model->variables()) {
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
        if (std::find(names.begin(), names.end(), indicator) == names.end()) {
            throw Error(ErrorKind::input, fmt::format("the model has no indicator or variable '{}'", indicator), "",
                        nearest_or_known(indicator, names));
        }
    }
    fmt::print("{}", models::explain(*model, indicator));
    return 0;
}

namespace {

// Formats the program writes, described beside those of the table.
const std::vector<std::pair<std::string, std::string (*)()>> written_formats = {{"result", scenarios::describe_result},
                                                                                {"export", scenarios::describe_export}};

}  // namespace

const std::vector<std::string>& describable_formats() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const scenarios::FormatEntry& entry : scenarios::format_table()) all.emplace_back(entry.name);
        for (const auto& [name, text] : written_formats) all.push_back(name);
        return all;
    }();
    return names;
}

int describe(const std::string& format) {
    for (const auto& [name, text] : written_formats) {
        if (name != format) continue;
        fmt::print("{}", text());
        return 0;
    }
    if (scenarios::find_format(format) == nullptr) {
        std::string list;
        for (const std::string& name : describable_formats()) list += (list.empty() ? "" : ", ") + name;
        throw Error(ErrorKind::input, fmt::format("there is no format '{}'; there are {}", format, list), "",
                    nearest_name(format, describable_formats()));
    }
    fmt::print("{}", scenarios::describe(format));
    return 0;
}

namespace {

// Digits, or a whole number such as 1e6 that a double holds exactly.
std::optional<std::uint64_t> whole_number(const std::string& text) {
    std::uint64_t exact = 0;
    const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), exact);
    if (!text.empty() && problem == std::errc{} && stop == text.data() + text.size()) return exact;
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !(number >= 0) || number > 1e15 || number != std::floor(number)) return std::nullopt;
    return static_cast<std::uint64_t>(number);
}

}  // namespace

std::uint64_t parse_count(const std::string& option, const std::string& text) {
    if (const auto number = whole_number(text)) return *number;
    throw Error(ErrorKind::input, fmt::format("{} {}: expected a whole number, such as 100000 or 1e6", option, text));
}

std::uint64_t parse_seed(const std::string& text) {
    if (const auto number = whole_number(text)) return *number;
    throw Error(ErrorKind::input, fmt::format("--seed {}: expected a whole number from 0 to {}, such as 20250311", text,
                                              std::numeric_limits<std::uint64_t>::max()));
}

std::size_t parse_memory(const std::string& text) {
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    const std::string unit(end);
    double factor = 0;
    if (unit.empty() || unit == "B") factor = 1;
    if (unit == "K" || unit == "KB") factor = 1024.0;
    if (unit == "M" || unit == "MB") factor = 1024.0 * 1024.0;
    if (unit == "G" || unit == "GB") factor = 1024.0 * 1024.0 * 1024.0;
    if (end == text.c_str() || factor == 0 || !(number > 0) || number * factor > 1e15) {
        throw Error(ErrorKind::input, fmt::format("--memory {}: expected a size such as 512M or 4G", text));
    }
    return static_cast<std::size_t>(number * factor);
}

}  // namespace yuce::cli
