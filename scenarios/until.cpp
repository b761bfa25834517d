#include "scenarios/until.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "engine/error.hpp"
#include "engine/run.hpp"
#include "results/statistics.hpp"
#include "results/target.hpp"

namespace yuce::scenarios {
namespace {

using results::Estimate;
using results::ResultSet;

constexpr double margin_errors = 4;     // standard errors of a variance that the prediction allows for
constexpr double replicate_errors = 2;  // the same where widths come from replicates: the widest of many is seldom too narrow
constexpr double replicate_paths = 4096, fewest_replicates = 16;
constexpr double worth_a_second_look = 1.15;  // margin above which a longer pilot pays
constexpr double pilot_share = 8;             // of the run that the longer pilot predicts for
constexpr std::uint64_t decision_step = 4;

[[noreturn]] void refuse(const std::string& text) {
    throw Error(ErrorKind::input, "--until " + text + " is not understood", "",
                "give a width such as --until 0.001 or a level such as --until decided=0.5, more than 0 and less than 1");
}

// An interval, and how far its square may be off that of more paths, in standard errors of the pilot's variance.
struct Watched {
    Estimate estimate;
    double uncertainty;
};

// A share's variance p (1 - p) hardly changes about one half; a difference's does as a count does.
Watched share(const Estimate& e) { return {e, std::abs(1 - 2 * e.value)}; }
Watched difference(const Estimate& e) { return {e, 1}; }

bool has_number(const Estimate& e) { return std::isfinite(e.high - e.low); }

template <class Use>
void for_each_watched(const ResultSet& r, const Until& until, Use use) {
    const results::Layout& layout = r.layout;
    for (std::size_t s = 0; s < r.scenarios.size(); ++s) {
        const results::ScenarioResult& scenario = r.scenarios[s];
        const std::string in = " in " + layout.scenarios[s].id;
        for (std::size_t t = 0; t < layout.targets.size(); ++t) {
            const std::string& id = layout.targets[t].id;
            use(share(scenario.probability[t]), "P(" + id + ")" + in);
            if (until.kind == Until::Kind::decided) continue;
            if (has_strict_reading(layout.targets[t])) use(share(scenario.strict[t]), "P(" + id + ", strictly)" + in);
            if (s != layout.reference) use(difference(scenario.difference[t]), "the difference of P(" + id + ")" + in);
        }
        if (until.kind == Until::Kind::decided) continue;
        for (std::size_t g = 0; g < layout.goals.size(); ++g) {
            use(share(scenario.goals[g]), "P(goal " + layout.goals[g].id + ")" + in);
        }
    }
}

bool is_open(const Estimate& e, const Until& until) {
    if (!has_number(e)) return false;
    if (until.kind == Until::Kind::width) return e.high - e.low > until.value;
    return e.low <= until.value && until.value <= e.high;
}

// Paths that the interval needs as far as n paths tell, and with a margin for what they do not.
struct Prediction {
    double likely = 0, safe = 0;
};

Prediction predict(const Watched& watched, double n, double wanted, bool replicates) {
    const double width = watched.estimate.high - watched.estimate.low;
    const double likely = n * (width / wanted) * (width / wanted);
    const double path_variance = n * width * width / (4 * results::z95 * results::z95);
    double margin = margin_errors * watched.uncertainty / std::sqrt(n * path_variance);
    if (replicates) margin = replicate_errors * std::sqrt(2 / std::max(fewest_replicates, n / replicate_paths));
    return {likely, likely * (1.01 + std::min(margin, 1.0))};
}

std::uint64_t whole_blocks(double paths, std::uint64_t most) {
    if (!(paths < static_cast<double>(most))) return most;
    const auto blocks = static_cast<std::uint64_t>(std::ceil(paths / engine::block_paths));
    return std::min(most, blocks * engine::block_paths);
}

void refuse_nothing_to_wait_for(const results::Layout& layout) {
    if (!layout.targets.empty()) return;
    throw Error(ErrorKind::input, "--until has nothing to wait for: no target of this batch is assessed", "",
                "say how many paths to run with --paths, or give the batch targets");
}

void note(results::Provenance& provenance, const std::string& condition, const std::vector<std::uint64_t>& tried) {
    std::string list;
    for (const std::uint64_t paths : tried) list += (list.empty() ? "" : ", ") + std::to_string(paths);
    provenance.run["until"] = condition;
    provenance.run["until_paths"] = list;
}

std::string text_of(const Until& until) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, until.value).ptr;
    return (until.kind == Until::Kind::decided ? "decided=" : "") + std::string(digits, end);
}

}  // namespace

Until parse_until(const std::string& text) {
    const std::string word = "decided=";
    Until until;
    if (text.rfind(word, 0) == 0) until.kind = Until::Kind::decided;
    const char* begin = text.data() + (until.kind == Until::Kind::decided ? word.size() : 0);
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(begin, end, until.value);
    if (begin == end || problem != std::errc{} || stop != end || !(until.value > 0 && until.value < 1)) refuse(text);
    return until;
}

std::vector<OpenInterval> open_intervals(const ResultSet& r, const Until& until) {
    std::vector<OpenInterval> open;
    for_each_watched(r, until, [&](const Watched& watched, const std::string& name) {
        if (is_open(watched.estimate, until)) open.push_back({name, watched.estimate});
    });
    if (until.kind == Until::Kind::width) {
        std::stable_sort(open.begin(), open.end(),
                         [](const OpenInterval& a, const OpenInterval& b) { return a.width() > b.width(); });
    }
    return open;
}

std::uint64_t next_paths(const ResultSet& r, const Until& until, std::uint64_t most) {
    const std::uint64_t n = r.layout.paths;
    if (n >= most) return n;
    if (until.kind == Until::Kind::decided) return n > most / decision_step ? most : decision_step * n;
    const bool replicates = r.layout.sampling == "latin_hypercube" || r.layout.sampling == "sobol";
    Prediction all;
    for_each_watched(r, until, [&](const Watched& watched, const std::string&) {
        if (!is_open(watched.estimate, until)) return;
        const Prediction one = predict(watched, static_cast<double>(n), until.value, replicates);
        all.likely = std::max(all.likely, one.likely);
        all.safe = std::max(all.safe, one.safe);
    });
    // More than there may be in any case: no second look.
    const double likely = std::min(all.likely, static_cast<double>(most));
    const double longer_pilot = likely / pilot_share;
    const bool second_look = all.safe > worth_a_second_look * all.likely && longer_pilot > 1.25 * static_cast<double>(n) &&
                             all.likely < static_cast<double>(most);
    const double wanted = second_look ? longer_pilot : all.safe;
    return whole_blocks(std::max(wanted, static_cast<double>(n + n / 16 + 1)), most);
}

UntilOutcome run_until(const Until& until, std::uint64_t most, const std::function<ResultSet(std::uint64_t)>& simulate,
                       const std::function<void(const UntilAttempt&)>& tell) {
    std::vector<std::uint64_t> tried;
    for (std::uint64_t paths = std::min(until_first_paths, most);;) {
        UntilOutcome outcome{simulate(paths), {}};
        refuse_nothing_to_wait_for(outcome.results.layout);
        tried.push_back(outcome.results.layout.paths);
        outcome.open = open_intervals(outcome.results, until);
        const bool last = outcome.open.empty() || outcome.results.layout.paths >= most;
        const std::uint64_t next = last ? 0 : next_paths(outcome.results, until, most);
        tell({tried.back(), next, outcome.open});
        if (last) {
            note(outcome.results.provenance, text_of(until), tried);
            return outcome;
        }
        paths = next;
    }
}

}  // namespace yuce::scenarios
