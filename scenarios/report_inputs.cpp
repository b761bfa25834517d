#include "scenarios/report_inputs.hpp"

#include <cmath>
#include <memory>
#include <regex>

#include "scenarios/csv.hpp"

namespace yuce::scenarios {
namespace {

bool is_csv(const std::string& name) { return name.size() > 4 && name.compare(name.size() - 4, 4, ".csv") == 0; }

// Nothing when the table is no history file.
std::optional<std::vector<results::HistoryPoint>> points_of(const CsvTable& table) {
    const auto period = table.column("period"), value = table.column("value"), series = table.column("series_id");
    const auto variable = table.column("variable"), indicator = table.column("indicator");
    if (!period || !value || !series || (!variable && !indicator)) return std::nullopt;
    std::vector<results::HistoryPoint> points;
    for (const std::vector<CsvCell>& row : table.rows) {
        Diagnostics ignored;
        const std::optional<double> number = cell_number(row[*value], ignored);
        if (!number || !std::isfinite(*number)) continue;
        points.push_back(
            {variable ? row[*variable].text : "", indicator ? row[*indicator].text : "", row[*period].text, *number});
    }
    return points;
}

std::optional<CsvTable> table_of(const results::InputFile& file) {
    if (!is_csv(file.name)) return std::nullopt;
    Diagnostics ignored;
    return parse_csv(std::make_shared<const SourceText>(SourceText{file.name, file.text}), ignored);
}

// What the reader of the targets says of rows without a value, outside the horizon, or of an indicator that the model lacks.
std::string chinese_of(const std::string& reason) {
    constexpr std::size_t longest = 200;  // the regular expressions of the standard library recurse with the text
    if (reason.size() > longest) return {};
    static const std::vector<std::pair<std::regex, std::string>> table = {
        {std::regex("no value is given"), "未给出目标值"},
        {std::regex("year (.*) is outside the horizon (.*) to (.*)"), "$1年不在模拟期（$2至$3）之内"},
        {std::regex("year (.*) is not wholly inside the horizon (.*) to (.*)"), "$1年未完整落在模拟期（$2至$3）之内"},
        {std::regex("the model has no indicator '([^']*)'.*"), "模型中没有指标“$1”"}};
    for (const auto& [pattern, chinese] : table) {
        if (std::regex_match(reason, pattern)) return std::regex_replace(reason, pattern, chinese);
    }
    return {};
}

}  // namespace

results::History history_of(const results::Provenance& provenance) {
    for (std::size_t k = 0; k < provenance.files.size(); ++k) {
        const auto table = table_of(provenance.files[k]);
        if (!table) continue;
        if (auto points = points_of(*table)) return {k, std::move(*points)};
    }
    return {};
}

std::map<std::string, std::string> chinese_reasons(const results::ResultSet& results) {
    std::map<std::string, std::string> chinese;
    for (const results::InputFile& file : results.provenance.files) {
        const auto table = table_of(file);
        if (!table) continue;
        const auto reason = table->column("not_assessed"), own = table->column("not_assessed_zh");
        if (!reason || !own) continue;
        for (const auto& row : table->rows) {
            if (!row[*own].text.empty()) chinese.insert({row[*reason].text, row[*own].text});
        }
    }
    for (const results::NotAssessed& n : results.layout.not_assessed) {
        if (std::string text = chinese_of(n.reason); !text.empty()) chinese.insert({n.reason, std::move(text)});
    }
    return chinese;
}

std::map<std::string, results::Label> names_of(const results::Provenance& provenance) {
    std::map<std::string, results::Label> names;
    for (const results::InputFile& file : provenance.files) {
        const auto table = table_of(file);
        if (!table) continue;
        const auto id = table->column("id"), en = table->column("name_en"), zh = table->column("name_zh");
        if (!id || (!en && !zh)) continue;
        for (const auto& row : table->rows) names.insert({row[*id].text, {en ? row[*en].text : "", zh ? row[*zh].text : ""}});
    }
    return names;
}

}  // namespace yuce::scenarios
