#include "results/two_pass.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <array>
#include <cstdlib>
#include <new>

#include "results/counting_lanes.hpp"

namespace yuce::results {
namespace {

// A value in thirty stands in a bin that holds a quantile or an edge.
constexpr std::uint64_t selected_share = 30;

}  // namespace

class TwoPass::Pilot : public engine::BlockObserver {
public:
    explicit Pilot(TwoPass& passes) : passes_(passes) {}

    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView& view) override {
        oneapi::tbb::parallel_for(std::size_t{0}, passes_.bins_.size(), [&](std::size_t k) {
            const double* x = view.output(k / passes_.outputs_, k % passes_.outputs_);
            const std::uint32_t* failures = view.failure(k / passes_.outputs_);
            std::vector<double> values;
            values.reserve(view.paths);
            for (std::size_t path = 0; path < view.paths; ++path) {
                if (failures[path] == 0) values.push_back(x[path]);
            }
            passes_.bins_[k] = SelectionBins::around(values);
        });
        return std::make_unique<engine::BlockSummary>();
    }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}

private:
    TwoPass& passes_;
};

class TwoPass::Selector : public engine::BlockObserver {
public:
    explicit Selector(TwoPass& passes) : passes_(passes) {}
    std::unique_ptr<engine::BlockSink> sink() override {
        const std::lock_guard lock(passes_.mutex_);
        passes_.found_.push_back(std::make_unique<Found>(passes_.selections_.size()));
        return std::make_unique<Sink>(passes_, *passes_.found_.back());
    }
    std::unique_ptr<engine::BlockSummary> summarise(const engine::BlockView&) override { return nullptr; }
    void merge(std::uint64_t, std::unique_ptr<engine::BlockSummary>) override {}

private:
    class Sink : public engine::BlockSink {
    public:
        Sink(const TwoPass& passes, Found& found) : passes_(passes), found_(found) {}
        void begin(std::uint64_t, std::size_t) override {}
        void take(const engine::StripView& strip) override {
            const CountingLanes lanes(strip);
            for (std::size_t o = 0; o < passes_.outputs_; ++o) {
                const std::size_t k = strip.scenario * passes_.outputs_ + o;
                if (passes_.selections_[k].is_settled()) continue;
                found_[k].take(passes_.selections_[k], lanes.values(strip.outputs[o], room_.data()), lanes.count());
            }
        }
        std::unique_ptr<engine::BlockSummary> finish() override { return std::make_unique<engine::BlockSummary>(); }

    private:
        const TwoPass& passes_;
        Found& found_;
        std::array<double, engine::block_paths> room_;
    };

    TwoPass& passes_;
};

TwoPass::TwoPass(std::size_t scenarios, std::size_t outputs, std::size_t yearly_outputs, const StripKernels& kernels)
    : scenarios_(scenarios),
      outputs_(outputs),
      yearly_outputs_(yearly_outputs),
      kernels_(kernels),
      bins_(scenarios * outputs),
      pilot_(std::make_unique<Pilot>(*this)) {}

TwoPass::~TwoPass() = default;

std::uint32_t* TwoPass::new_counts() {
    auto* memory = static_cast<std::uint32_t*>(std::calloc(bins_.size() * selection_bins, sizeof(std::uint32_t)));
    if (memory == nullptr) throw std::bad_alloc();
    const std::lock_guard lock(mutex_);
    counts_.emplace_back(memory, std::free);
    return memory;
}

void TwoPass::count(std::uint32_t* counts, std::size_t scenario, std::size_t output, const double* x, std::size_t n) const {
    std::array<FineBin, engine::block_paths> bin;
    const std::size_t column = scenario * outputs_ + output;
    bins_[column].place(kernels_, x, n, bin.data());
    std::uint32_t* of_column = counts + column * selection_bins;
    for (std::size_t k = 0; k < n; ++k) ++of_column[bin[k]];
}

engine::BlockObserver& TwoPass::select(const std::function<const Moments&(std::size_t, std::size_t)>& of) {
    selections_.resize(bins_.size());
    oneapi::tbb::parallel_for(std::size_t{0}, bins_.size(), [&](std::size_t column) {
        std::vector<std::uint64_t> sums(selection_bins);
        for (const auto& counts : counts_) {
            for (std::size_t b = 0; b < sums.size(); ++b) sums[b] += counts[column * selection_bins + b];
        }
        const std::size_t output = column % outputs_;
        const Moments& moments = of(column / outputs_, output);
        selections_[column] = ColumnSelection(bins_[column], kernels_, sums, moments.n, moments.minimum, moments.maximum,
                                              output < yearly_outputs_ ? WithHistogram::yes : WithHistogram::no);
    });
    counts_.clear();
    selector_ = std::make_unique<Selector>(*this);
    return *selector_;
}

void TwoPass::summarise(std::size_t scenario, std::size_t output, Distribution& out) const {
    const std::size_t column = scenario * outputs_ + output;
    std::vector<const ColumnSelection::Found*> found;
    for (const auto& of_thread : found_) found.push_back(&(*of_thread)[column]);
    selections_[column].summarise(found, out);
}

std::size_t TwoPass::bytes(std::size_t scenarios, std::size_t outputs, std::uint64_t paths, unsigned threads) {
    const std::size_t columns = scenarios * outputs;
    const std::size_t counting = columns * selection_bins * sizeof(std::uint32_t) * threads;
    const std::size_t selecting = columns * (selection_bins + paths / selected_share * sizeof(double));
    return counting + selecting;
}

}  // namespace yuce::results
