#include "scenarios/batch_file.hpp"

#include <algorithm>
#include <cmath>

#include "engine/design.hpp"
#include "scenarios/key_table.hpp"
#include "scenarios/read_values.hpp"

namespace yuce::scenarios {
namespace {

// The token that stands at `place`, as written.
std::string written_at(const Place& place) {
    const std::string& text = place.source->text;
    std::size_t at = 0;
    for (std::uint32_t line = 1; line < place.line; ++line) at = text.find('\n', at) + 1;
    for (std::uint32_t column = 1; column < place.column && at < text.size(); ++at) {
        if (at + 1 >= text.size() || (static_cast<unsigned char>(text[at + 1]) & 0xC0U) != 0x80U) ++column;
    }
    return text.substr(at, text.find_first_of(", \t\r\n]#}", at) - at);
}

class Reader {
public:
    Reader(BatchFile& file, Diagnostics& diagnostics) : file_(file), root_(file.document.root), diagnostics_(diagnostics) {}

    void read() {
        check_keys(root_, {file_.document.source, 1, 1}, "batch", "", diagnostics_);
        read_head();
        read_numbers_of_run();
        read_variables();
        read_scenarios();
        each("sweep", [&](const TomlValue& table) { read_sweep(table); });
        each("goals", [&](const TomlValue& table) { read_goal(table); });
    }

private:
    void read_head() {
        if (const TomlValue* id = root_.get("id")) {
            if (const auto text = read_string(*id, "id", diagnostics_)) {
                file_.id = *text;
                check_identifier(*text, id->place, diagnostics_, /*hyphen_allowed=*/true);
            }
        }
        if (const TomlValue* name = root_.get("name")) file_.name = read_label(*name, diagnostics_).value_or(models::Label{});
        file_.model = text_of("model");
        file_.baseline = text_of("baseline");
        file_.targets = text_of("targets");
        file_.history = text_of("history");
        file_.reference = text_of("reference");
        for (auto [key, to] : {std::pair("first", &file_.first), std::pair("last", &file_.last)}) {
            if (text_of(key)) *to = *root_.get(key);
        }
    }

    std::optional<CitedText> text_of(const char* key) {
        const TomlValue* value = root_.get(key);
        if (value == nullptr) return std::nullopt;
        const auto text = read_string(*value, key, diagnostics_);
        if (!text) return std::nullopt;
        if (text->empty()) {
            diagnostics_.error(value->place, "`" + std::string(key) + "` is empty");
            return std::nullopt;
        }
        return CitedText{*text, value->place};
    }

    void read_numbers_of_run() {
        if (const TomlValue* v = root_.get("paths")) {
            const auto paths = read_number(*v, "paths", diagnostics_);
            if (paths && check_paths(*paths, v->place, diagnostics_)) file_.paths = static_cast<std::uint64_t>(*paths);
        }
        if (const TomlValue* v = root_.get("seed")) {
            // Beyond 2^53 only the integer is exact; TOML's end where those of --seed go on.
            if (v->kind == TomlValue::Kind::integer && v->integer >= 0) {
                file_.seed = static_cast<std::uint64_t>(v->integer);
            } else {
                diagnostics_.error(v->place, "`seed` must be a whole number from 0 to 9223372036854775807");
            }
        }
        if (const auto sampling = text_of("sampling")) {
            if (check_sampling(sampling->text, sampling->place, diagnostics_)) {
                file_.sampling = sampling->text;
                file_.sampling_place = sampling->place;
            }
        }
        if (const auto quantiles = text_of("quantiles")) read_quantiles(*quantiles);
        read_in_range("approx_tolerance", 0, HUGE_VAL, "0 or more", file_.approx_tolerance);
        read_in_range("max_failed", 0, 1, "a share from 0 to 1", file_.max_failed);
    }

    void read_quantiles(const CitedText& quantiles) {
        if (quantiles.text == "streaming") {
            file_.quantiles = results::Quantiles::streaming;
        } else if (quantiles.text != "exact") {
            diagnostics_.error(quantiles.place, "`quantiles` must be \"exact\" or \"streaming\"",
                               nearest_name(quantiles.text, {"exact", "streaming"}));
        }
    }

    void read_in_range(const char* key, double low, double high, const char* expected, double& to) {
        const TomlValue* value = root_.get(key);
        if (value == nullptr) return;
        const auto number = read_number(*value, key, diagnostics_);
        if (!number) return;
        if (*number >= low && *number <= high) {
            to = *number;
        } else {
            diagnostics_.error(value->place, "`" + std::string(key) + "` must be " + expected);
        }
    }

    void read_variables() {
        const TomlValue* value = root_.get("variables");
        if (value == nullptr) return;
        if (value->is_array()) {
            file_.variables = StoredVariables::listed;
            file_.listed_variables = strings(*value, "variables");
        } else if (value->is_string() && value->text == "all") {
            file_.variables = StoredVariables::all;
        } else if (value->is_string() && value->text == "none") {
            file_.variables = StoredVariables::none;
        } else if (!value->is_string() || value->text != "declared") {
            diagnostics_.error(value->place, "`variables` must be \"declared\", \"all\", \"none\" or a list of names",
                               value->is_string() ? nearest_name(value->text, {"declared", "all", "none"}) : "");
        }
    }

    void read_scenarios() {
        const TomlValue* value = root_.get("scenarios");
        if (value == nullptr) return;
        if (value->is_string()) {
            file_.scenarios = {{value->text, value->place}};
        } else if (value->is_array()) {
            file_.scenarios = strings(*value, "scenarios");
            if (value->items.empty()) {
                diagnostics_.error(value->place, "`scenarios` is an empty list: there would be nothing to run",
                                   "leave the key out to run the model's own assumptions");
            }
        } else {
            diagnostics_.error(value->place,
                               "`scenarios` must be a list of file names or a pattern such as \"scenarios/*.toml\"");
        }
    }

    std::vector<CitedText> strings(const TomlValue& value, const std::string& what) {
        std::vector<CitedText> texts;
        for (const TomlValue& item : value.items) {
            if (const auto text = read_string(item, what, diagnostics_)) texts.push_back({*text, item.place});
        }
        return texts;
    }

    template <class Read>
    void each(const char* key, Read read) {
        const TomlValue* value = root_.get(key);
        if (value == nullptr) return;
        const bool tables = value->is_array() && std::all_of(value->items.begin(), value->items.end(),
                                                             [](const TomlValue& item) { return item.is_table(); });
        if (!tables) {
            diagnostics_.error(root_.find(key)->place, "`" + std::string(key) + "` must be written as [[" + key + "]] tables");
            return;
        }
        for (const TomlValue& table : value->items) read(table);
    }

    void read_sweep(const TomlValue& table) {
        check_keys(table, table.place, "batch", "[[sweep]]", diagnostics_);
        SweepSpec sweep;
        sweep.place = table.place;
        if (const TomlValue* of = table.get("of")) {
            if (const auto text = read_string(*of, "of", diagnostics_)) sweep.of = {*text, of->place};
        }
        if (const TomlValue* values = table.get("values")) {
            if (!values->is_array() || values->items.empty()) {
                diagnostics_.error(values->place, "`values` must be a list of at least one number");
            } else {
                for (const TomlValue& item : values->items) {
                    const auto number = read_number(item, "values", diagnostics_);
                    if (!number) continue;
                    sweep.values.push_back(*number);
                    sweep.written.push_back({written_at(plain(item, diagnostics_).place), item.place});
                }
            }
        }
        if (const TomlValue* on = table.get("on")) {
            if (on->is_array()) {
                sweep.on = strings(*on, "on");
            } else if (const auto text = read_string(*on, "on", diagnostics_)) {
                sweep.on = {{*text, on->place}};
            }
        }
        file_.sweeps.push_back(std::move(sweep));
    }

    void read_goal(const TomlValue& table) {
        check_keys(table, table.place, "batch", "[[goals]]", diagnostics_);
        GoalSpec goal;
        goal.place = table.place;
        if (const TomlValue* id = table.get("id")) {
            goal.place = id->place;
            if (const auto text = read_string(*id, "id", diagnostics_)) {
                goal.id = *text;
                check_identifier(*text, id->place, diagnostics_, /*hyphen_allowed=*/true);
            }
        }
        if (const TomlValue* name = table.get("name")) goal.name = read_label(*name, diagnostics_).value_or(models::Label{});
        if (const TomlValue* targets = table.get("targets")) {
            goal.list = targets->is_array();
            if (goal.list) {
                goal.targets = strings(*targets, "targets");
            } else if (const auto text = read_string(*targets, "targets", diagnostics_)) {
                goal.targets = {{*text, targets->place}};
            }
        }
        for (const GoalSpec& other : file_.goals) {
            if (other.id == goal.id && !goal.id.empty()) {
                diagnostics_.error(goal.place, "there are two goals '" + goal.id + "'",
                                   "the first is in line " + std::to_string(other.place.line));
            }
        }
        file_.goals.push_back(std::move(goal));
    }

    BatchFile& file_;
    const TomlValue& root_;
    Diagnostics& diagnostics_;
};

}  // namespace

bool check_paths(double paths, const Place& place, Diagnostics& diagnostics) {
    if (paths >= 1 && paths <= most_paths && paths == std::floor(paths)) return true;
    diagnostics.error(place, "`paths` must be a whole number from 1 to 1e10");
    return false;
}

bool check_sampling(const std::string& sampling, const Place& place, Diagnostics& diagnostics) {
    if (engine::find_sampling(sampling) != nullptr) return true;
    std::vector<std::string> designs;
    for (const engine::SamplingEntry& entry : engine::sampling_table()) designs.emplace_back(entry.name);
    diagnostics.error(
        place, "`sampling` must be \"random\", \"antithetic\", \"latin_hypercube\" or \"sobol\", it is \"" + sampling + "\"",
        nearest_name(sampling, designs));
    return false;
}

std::optional<BatchFile> read_batch_file(const std::string& path, Diagnostics& diagnostics, const TextSource& texts) {
    auto document = read_document(path, {}, "yuce-batch/1", diagnostics, texts);
    if (!document) return std::nullopt;
    BatchFile file;
    file.path = path;
    file.document = std::move(*document);
    Reader(file, diagnostics).read();
    return file;
}

}  // namespace yuce::scenarios
