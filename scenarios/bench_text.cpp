#include "scenarios/bench_text.hpp"

#include <fmt/core.h>

#include <array>
#include <cmath>
#include <vector>

#include "results/report_words.hpp"
#include "results/text_layout.hpp"

namespace yuce::scenarios {
namespace {

using results::Label;
using results::Language;
using results::text_of;

constexpr std::size_t width = 80;

struct StageEntry {
    BenchStage stage;
    const char* id;
    Label name;
};

const StageEntry& entry_of(BenchStage stage) {
    static const std::array<StageEntry, 8> table = {{
        {BenchStage::reading, "reading", {"reading and checking", "读取与检查"}},
        {BenchStage::compiling, "compiling", {"compiling", "编译"}},
        {BenchStage::drawing, "drawing", {"drawing random numbers", "抽取随机数"}},
        {BenchStage::equations, "equations", {"correlation and equations", "相关与方程"}},
        {BenchStage::summarising, "summarising", {"summarising blocks", "汇总各块"}},
        {BenchStage::merging, "merging", {"merging blocks in order", "按序合并"}},
        {BenchStage::quantiles, "quantiles", {"quantiles and histograms", "分位数与直方图"}},
        {BenchStage::writing, "writing", {"writing the results file", "写结果文件"}},
    }};
    return table[static_cast<std::size_t>(stage)];
}

std::string seconds_text(double seconds) { return fmt::format("{:.{}f}", seconds, seconds < 1 ? 3 : seconds < 100 ? 2 : 1); }
std::string percent_text(double share) { return fmt::format("{:.0f} %", 100 * share); }

double whole_of(const BenchAnswer& answer) {
    double whole = 0;
    for (const StageTime& stage : answer.stages) whole += stage.seconds;
    return whole;
}

std::string heading(const BenchAnswer& answer, const Machine& machine, Language language) {
    const bool zh = language == Language::zh;
    const std::size_t repeat = answer.runs.front().seconds.size();
    std::string text = zh ? fmt::format("{}：{} 个情景 x {} 条路径，每种线程数整体运行 {} 次取中位数。", answer.batch_id,
                                        results::grouped(answer.scenarios), results::grouped(answer.paths), repeat)
                          : fmt::format("{}: {} scenario{} x {} paths; whole runs, the median of {}.", answer.batch_id,
                                        results::grouped(answer.scenarios), answer.scenarios == 1 ? "" : "s",
                                        results::grouped(answer.paths), repeat);
    text += zh ? fmt::format("{}，{} 个硬件线程，{}；{}。", machine.processor, machine.hardware_threads, machine.instruction_set,
                             machine.compiler)
               : fmt::format(" {}, {} hardware thread{}, {}; {}.", machine.processor, machine.hardware_threads,
                             machine.hardware_threads == 1 ? "" : "s", machine.instruction_set, machine.compiler);
    std::string lines;
    for (const std::string& line : results::wrap(text, width)) lines += line + "\n";
    return lines;
}

std::string runs_table(const BenchAnswer& answer, Language language) {
    const bool zh = language == Language::zh;
    results::TextTable table(std::vector<results::Align>(6, results::Align::right));
    if (zh) {
        table.heading({"线程数", "秒", "路径 x 情景/秒", "加速比", "效率", "字节相同"});
    } else {
        table.heading({"threads", "seconds", "paths x scenarios\na second", "speed-up", "efficiency", "same bytes"});
    }
    for (const BenchRun& run : answer.runs) {
        const std::string same = run.same_bytes ? (zh ? "是" : "yes") : (zh ? "否" : "NO");
        table.row({std::to_string(run.threads), seconds_text(run.median()),
                   results::grouped(static_cast<std::uint64_t>(std::llround(answer.rate(run)))),
                   fmt::format("{:.2f}", answer.speed_up(run)), percent_text(answer.efficiency(run)), same});
    }
    return table.text(width);
}

std::string stages_table(const BenchAnswer& answer, Language language) {
    const bool zh = language == Language::zh;
    const double whole = whole_of(answer);
    results::TextTable table({results::Align::left, results::Align::right, results::Align::right});
    table.heading(zh ? std::vector<std::string>{"阶段（单线程）", "秒", "占比"}
                     : std::vector<std::string>{"stage (one thread)", "seconds", "share"});
    for (const StageTime& stage : answer.stages) {
        table.row({text_of(entry_of(stage.stage).name, language), seconds_text(stage.seconds),
                   percent_text(whole > 0 ? stage.seconds / whole : 0)});
    }
    return table.text(width);
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + '"';
}

std::string run_json(const BenchAnswer& answer, const BenchRun& run) {
    std::string seconds;
    for (const double value : run.seconds) seconds += (seconds.empty() ? "" : ", ") + fmt::format("{}", value);
    return fmt::format(
        R"({{"threads": {}, "seconds": [{}], "median": {}, "writing": {}, "rate": {}, "speed_up": {}, "efficiency": {}, )"
        R"("same_bytes": {}}})",
        run.threads, seconds, run.median(), median(run.writing), answer.rate(run), answer.speed_up(run), answer.efficiency(run),
        run.same_bytes);
}

}  // namespace

std::string stage_id(BenchStage stage) { return entry_of(stage).id; }

std::string bench_table(const BenchAnswer& answer, const Machine& machine, Language language) {
    const std::uint64_t megabytes = (answer.most_memory + (1U << 19)) >> 20;
    const std::string memory = language == Language::zh ? fmt::format("最多占用内存 {} MB\n", megabytes)
                                                        : fmt::format("Memory held at most: {} MB\n", megabytes);
    return heading(answer, machine, language) + "\n" + runs_table(answer, language) + "\n" + stages_table(answer, language) +
           "\n" + memory;
}

std::string bench_json(const BenchAnswer& answer, const Machine& machine) {
    std::string runs, stages;
    for (const BenchRun& run : answer.runs) runs += (runs.empty() ? "" : ", ") + run_json(answer, run);
    const double whole = whole_of(answer);
    for (const StageTime& stage : answer.stages) {
        stages +=
            (stages.empty() ? "" : ", ") + fmt::format(R"({{"id": "{}", "seconds": {}, "share": {}}})", stage_id(stage.stage),
                                                       stage.seconds, whole > 0 ? stage.seconds / whole : 0);
    }
    return fmt::format(R"({{"batch": {}, "paths": {}, "scenarios": {}, "digest": {}, "machine": {{"processor": {}, )"
                       R"("hardware_threads": {}, "instruction_set": {}, "compiler": {}}}, "runs": [{}], "stages": [{}], )"
                       R"("memory_bytes": {}}})",
                       quoted(answer.batch_id), answer.paths, answer.scenarios, quoted(answer.digest), quoted(machine.processor),
                       machine.hardware_threads, quoted(machine.instruction_set), quoted(machine.compiler), runs, stages,
                       answer.most_memory);
}

}  // namespace yuce::scenarios
