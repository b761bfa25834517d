#include "tests/results/sample_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

#include "engine/run.hpp"
#include "engine/version.hpp"

namespace yuce::testing {
namespace {

using namespace results;

Target target(const std::string& id, std::size_t indicator, std::size_t year, Comparator comparator, double value,
              Side side = Side::both, double tolerance = 0) {
    Target t;
    t.id = id;
    t.indicator_index = indicator;
    t.year_index = year;
    t.comparator = comparator;
    t.value = value;
    t.side = side;
    t.tolerance = tolerance;
    t.unit = "percent";
    t.target_class = "binding";
    t.name = {"Target " + id, "目标" + id};
    return t;
}

Layout sample_layout(std::uint64_t paths) {
    Layout l;
    l.batch_id = "sample-2025";
    l.batch_name = {"A sample batch", "示例批次"};
    l.scenarios = {{"baseline", {"Baseline", "基准情景"}, "", {"Nothing is forced.", "不作强制。"}},
                   {"tariff", {"Tariff escalation", "关税升级"}, "", {"Tariffs rise.", "关税上升。"}},
                   {"storm", {"Perfect storm", "极端情景"}, "", {}}};
    l.indicators = {{"gdp_growth", {"GDP growth", "地区生产总值增速"}, "percent", {}},
                    {"cpi_change", {"Consumer price change", "居民消费价格涨幅"}, "percent", {}},
                    {"deaths", {"Work-safety deaths", "生产安全死亡人数"}, "persons", {}},
                    {"projects", {"Projects", "重点项目"}, "count", {}}};
    l.variables = {{"demand", {"Demand", "需求"}, "percent", {}}, {"prices", {"Prices", "价格"}, "", {}}};
    l.years = {2025, 2026};
    l.periods = {"2025Q1", "2025Q2", "2025Q3"};
    l.targets = {target("growth", 0, 0, Comparator::ge, 0.25),
                 target("growth_next", 0, 1, Comparator::le, 0.5),
                 target("prices_up", 1, 0, Comparator::positive, 0),
                 target("prices", 1, 1, Comparator::approx, 0.1, Side::both, 0.3),
                 target("about_most", 0, 0, Comparator::approx, 0.2, Side::at_most, 0.5),
                 target("about_least", 0, 1, Comparator::approx, 0.2, Side::at_least, 0.5),
                 target("deaths", 2, 0, Comparator::le, 2),
                 target("deaths_equal", 2, 1, Comparator::eq, 3),
                 target("never", 3, 0, Comparator::ge, 1e6)};
    for (Target& t : l.targets) {
        t.indicator = l.indicators[t.indicator_index].id;
        t.year = l.years[t.year_index];
    }
    l.not_assessed = {
        {"pm25", "no value is given"}, {"arable_land", "the model has no indicator 'arable_land'"}, {"co2", "no value is given"}};
    l.goals = {{"binding", {"Binding targets", "约束性目标"}, {0, 2, 6}, 4},
               {"all", {"All targets", "全部目标"}, {0, 1, 2, 3, 4, 5, 6, 7, 8}, 12},
               {"open", {"Still open", "尚无数值"}, {}, 2}};
    l.paths = paths;
    l.seed = 18446744073709551615U;
    return l;
}

// Correlated between outputs, related between scenarios; indicator 2 is a count, indicator 3 constant in the first year.
std::vector<std::vector<double>> sample_values(const Layout& l, std::size_t scenario) {
    std::vector<std::vector<double>> values(l.outputs(), std::vector<double>(l.paths));
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal;
    for (std::uint64_t p = 0; p < l.paths; ++p) {
        const double common = normal(random);
        for (std::size_t o = 0; o < l.outputs(); ++o) {
            double x = 0.6 * common + 0.8 * normal(random) - 0.3 * static_cast<double>(scenario);
            if (o < 8 && o % 4 == 2) x = std::floor(std::abs(3 * x));
            if (o == 3) x = 1200;
            values[o][p] = x;
        }
    }
    return values;
}

std::vector<std::uint32_t> sample_failures(std::uint64_t paths, std::size_t scenario, Failing failing) {
    std::vector<std::uint32_t> codes(paths, failing == Failing::all ? 1 : 0);
    if (failing != Failing::some) return codes;
    for (std::uint64_t p = 0; p < paths; ++p) {
        if ((p * 2654435761U + scenario) % 97 == 0) codes[p] = 1 + static_cast<std::uint32_t>(p % 3);
    }
    return codes;
}

// Feeds one block; rows as the engine writes them: failed paths hold NaN, what lies beyond the last path is anything.
class Feeder {
public:
    Feeder(const SampleRun& run, std::vector<std::size_t> scenarios, engine::BlockObserver& observer, const Feeding& feeding)
        : run_(run), scenarios_(std::move(scenarios)), observer_(observer), feeding_(feeding) {
        for (auto& sink : sinks_) sink = observer.sink();
    }

    std::unique_ptr<engine::BlockSummary> feed(std::uint64_t block) {
        const std::size_t outputs = run_.layout.outputs(), n = scenarios_.size(), stride = engine::block_paths + 16;
        std::vector<double> values(n * outputs * stride);
        rows_.clear();
        for (std::size_t k = 0; k < n * outputs; ++k) rows_.push_back(values.data() + k * stride);
        engine::BlockView view;
        view.block = block;
        view.first_path = block * engine::block_paths;
        view.paths = std::min<std::uint64_t>(engine::block_paths, run_.layout.paths - view.first_path);
        view.values = values.data();
        view.scenario_stride = outputs * stride;
        view.output_stride = stride;
        std::vector<std::uint32_t> failures(n * engine::block_paths, 0);
        view.failures = failures.data();
        for (std::size_t s = 0; s < n; ++s) {
            for (std::size_t k = 0; k < view.paths; ++k)
                failures[s * engine::block_paths + k] = run_.failures[scenarios_[s]][view.first_path + k];
            for (std::size_t o = 0; o < outputs; ++o) fill(s, o, view);
        }
        engine::BlockSink* sink = sinks_[block % 2].get();
        return sink == nullptr ? observer_.summarise(view) : feed_strips(*sink, view);
    }

private:
    std::unique_ptr<engine::BlockSummary> feed_strips(engine::BlockSink& sink, const engine::BlockView& view) const {
        sink.begin(view.block, view.paths);
        const std::size_t whole = (view.paths + 7) / 8 * 8;
        for (std::size_t first = 0; first < whole; first += feeding_.strip) {
            const std::size_t lanes = std::min(feeding_.strip, whole - first), paths = std::min(lanes, view.paths - first);
            for (std::size_t s = 0; s < scenarios_.size(); ++s) {
                std::vector<const double*> rows;
                for (std::size_t o = 0; o < run_.layout.outputs(); ++o)
                    rows.push_back(rows_[s * run_.layout.outputs() + o] + first);
                const std::uint32_t* failures = view.failure(s) + first;
                const bool failing = std::any_of(failures, failures + paths, [](std::uint32_t f) { return f != 0; });
                sink.take({s, first, lanes, paths, rows.data(), failing ? failures : nullptr});
            }
        }
        return sink.finish();
    }

    void fill(std::size_t s, std::size_t o, const engine::BlockView& view) const {
        double* row = rows_[s * run_.layout.outputs() + o];
        std::fill(row, row + engine::block_paths, std::numeric_limits<double>::infinity());
        for (std::size_t k = 0; k < view.paths; ++k) {
            const std::uint64_t path = view.first_path + k;
            const bool failed = run_.failures[scenarios_[s]][path] != 0;
            row[k] = failed ? std::numeric_limits<double>::quiet_NaN() : run_.values[scenarios_[s]][o][path];
        }
    }

    const SampleRun& run_;
    std::vector<std::size_t> scenarios_;
    engine::BlockObserver& observer_;
    const Feeding& feeding_;
    std::vector<double*> rows_;                                // of the block, [scenario][output]
    std::array<std::unique_ptr<engine::BlockSink>, 2> sinks_;  // as of two threads
};

void feed_all(const SampleRun& run, const std::vector<std::size_t>& group, engine::BlockObserver& observer,
              const Feeding& feeding) {
    const std::uint64_t blocks = (run.layout.paths + engine::block_paths - 1) / engine::block_paths;
    Feeder feeder(run, group, observer, feeding);
    std::vector<std::unique_ptr<engine::BlockSummary>> summaries(blocks);
    for (std::uint64_t k = 0; k < blocks; ++k) {
        const std::uint64_t block = feeding.backwards ? blocks - 1 - k : k;
        summaries[block] = feeder.feed(block);
    }
    for (std::uint64_t block = 0; block < blocks; ++block) observer.merge(block, std::move(summaries[block]));
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

bool same_distribution(const Distribution& a, const Distribution& b) {
    return same({a.mean, a.mean_error, a.sd, a.skewness, a.kurtosis, a.minimum, a.maximum},
                {b.mean, b.mean_error, b.sd, b.skewness, b.kurtosis, b.minimum, b.maximum}) &&
           same(a.quantiles, b.quantiles) && a.histogram == b.histogram && same(a.histogram_edges, b.histogram_edges) &&
           same(a.quantile_error, b.quantile_error) && a.histogram_error == b.histogram_error;
}

}  // namespace

SampleRun sample_run(std::uint64_t paths, Failing failing) {
    SampleRun run;
    run.layout = sample_layout(paths);
    for (std::size_t s = 0; s < run.layout.scenarios.size(); ++s) {
        run.values.push_back(sample_values(run.layout, s));
        run.failures.push_back(sample_failures(paths, s, failing));
        run.checks.push_back({{"demand", "2025Q1"}, {"prices", "2025Q2"}, {"gdp_growth", "2025"}});
    }
    return run;
}

ResultSet collect(const SampleRun& run, const Feeding& feeding) {
    Collector collector(run.layout);
    const std::size_t scenarios = run.layout.scenarios.size();
    for (std::size_t first = 0; first < scenarios; first += feeding.group) {
        std::vector<std::size_t> group;
        std::vector<std::vector<std::pair<std::string, std::string>>> checks;
        if (first > 0 && run.layout.quantiles == Quantiles::streaming) {
            group.push_back(run.layout.reference);
            checks.push_back(run.checks[run.layout.reference]);
        }
        for (std::size_t s = first; s < std::min(scenarios, first + feeding.group); ++s) {
            group.push_back(s);
            checks.push_back(run.checks[s]);
        }
        results::OutputHomes homes;
        for (const std::size_t s : group) {
            if (!feeding.homes.empty()) homes.push_back(feeding.homes[s]);
        }
        engine::BlockObserver& observer = collector.begin_group(group, checks, feeding.threads, feeding.how, homes);
        if (collector.pilot_paths() > 0) Feeder(run, group, collector.pilot(), feeding).feed(0);
        feed_all(run, group, observer, feeding);
        if (engine::BlockObserver* second = collector.second_pass()) feed_all(run, group, *second, feeding);
        collector.finish_group();
    }
    return collector.finish();
}

ResultSet collect(const SampleRun& run) { return collect(run, {}); }

void expect_same(const ResultSet& a, const ResultSet& b) {
    for (std::size_t s = 0; s < a.scenarios.size(); ++s) {
        const ScenarioResult &x = a.scenarios[s], &y = b.scenarios[s];
        EXPECT_EQ(x.hits, y.hits);
        EXPECT_TRUE(same(x.joint, y.joint));
        for (std::size_t t = 0; t < x.difference.size(); ++t) EXPECT_TRUE(same({x.difference[t].low}, {y.difference[t].low}));
        EXPECT_TRUE(same(x.given_target, y.given_target));
        for (std::size_t o = 0; o < x.indicators.size(); ++o)
            EXPECT_TRUE(same_distribution(x.indicators[o], y.indicators[o])) << s << " " << o;
        for (std::size_t o = 0; o < x.variables.size(); ++o)
            EXPECT_TRUE(same_distribution(x.variables[o], y.variables[o])) << s << " " << o;
    }
}

ResultSet sample_results(std::uint64_t paths, Failing failing, Quantiles quantiles) {
    SampleRun run = sample_run(paths, failing);
    run.layout.quantiles = quantiles;
    ResultSet results = collect(run);
    Provenance& p = results.provenance;
    p.files = {{"batch.toml", "format = \"yuce-batch/1\"\r\nname = \"批次\"\n"}, {"empty.csv", ""}, {"model.toml", "x = 1\n\n"}};
    p.engine_version = engine::version;
    p.corrections = {"the correlation of a and b was 0.99, the nearest valid is 0.95"};
    p.assumptions = {"slope: from two studies", "趋势: 假设"};
    p.overrides = "--set exogenous.tariff=20";
    p.run = {{"command_line", "yuce run batch.toml"}, {"seconds", "0.1"}};
    return results;
}

}  // namespace yuce::testing
