#include <algorithm>
#include <map>

#include "scenarios/resolve.hpp"

namespace yuce::scenarios {
namespace {

class Orders {
public:
    Orders(const std::vector<ScenarioFile>& files, Diagnostics& diagnostics) : files_(files), diagnostics_(diagnostics) {
        for (std::size_t k = 0; k < files.size(); ++k) {
            index_.emplace(files[k].id, k);
            ids_.push_back(files[k].id);
        }
    }

    std::vector<std::size_t> of(std::size_t file) {
        std::vector<std::size_t> order;
        walk(file, order);
        return order;
    }

private:
    void walk(std::size_t file, std::vector<std::size_t>& order) {
        if (std::find(order.begin(), order.end(), file) != order.end()) return;
        chain_.push_back(file);
        for (const CitedText& parent : files_[file].extends) {
            const auto found = index_.find(parent.text);
            if (found == index_.end()) {
                diagnostics_.error(parent.place,
                                   "`extends` names '" + parent.text + "', which is not among the batch's scenarios",
                                   advice(parent.text));
            } else if (std::find(chain_.begin(), chain_.end(), found->second) != chain_.end()) {
                report_circle(found->second);
            } else {
                walk(found->second, order);
            }
        }
        chain_.pop_back();
        order.push_back(file);
    }

    std::string advice(const std::string& id) const {
        const std::string near = nearest_name(id, ids_);
        if (!near.empty()) return near;
        return "add its file to the batch's `scenarios`; to begin with the model's own assumptions leave `extends` out";
    }

    // The chain from its earliest file on, so that one circle is one message wherever it was entered.
    void report_circle(std::size_t again) {
        std::vector<std::size_t> circle(std::find(chain_.begin(), chain_.end(), again), chain_.end());
        std::rotate(circle.begin(), std::min_element(circle.begin(), circle.end()), circle.end());
        std::string chain;
        for (const std::size_t k : circle) chain += files_[k].id + " -> ";
        const std::size_t next = circle.size() > 1 ? circle[1] : circle[0];
        const auto& links = files_[circle.front()].extends;
        const auto link =
            std::find_if(links.begin(), links.end(), [&](const CitedText& cited) { return cited.text == files_[next].id; });
        diagnostics_.error(link->place, "scenarios extend each other in a circle: " + chain + files_[circle.front()].id);
    }

    const std::vector<ScenarioFile>& files_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::size_t> index_;
    std::vector<std::string> ids_;
    std::vector<std::size_t> chain_;
};

}  // namespace

std::vector<std::vector<std::size_t>> application_orders(const std::vector<ScenarioFile>& files, Diagnostics& diagnostics) {
    Orders orders(files, diagnostics);
    std::vector<std::vector<std::size_t>> all;
    for (std::size_t k = 0; k < files.size(); ++k) all.push_back(orders.of(k));
    return all;
}

}  // namespace yuce::scenarios
