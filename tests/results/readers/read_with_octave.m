% Reads a results file with Octave's load and ncread and compares it with the JSON answer: octave-cli read_with_octave.m FILE EXPECTED.json
1;
pkg load netcdf
file = argv(){1};
expected = jsondecode(fileread(argv(){2}), "makeValidName", false);
global errors = {};
function check(holds, what)
  global errors
  if !holds, errors{end + 1} = what; end
end
function same(read, wanted, what)
  % jsondecode (7.3) reads numbers only to within a few units in the last place.
  if isempty(wanted), equal = isnan(read); else, equal = abs(double(read) - wanted) <= 4 * eps(wanted); end
  check(equal, sprintf("%s: %.17g is not %.17g", what, read, wanted));
end
function texts = words(file, name)
  texts = cellstr(ncread(file, ["/characters/" name])');
end
function all = listed(array)  % jsondecode gives like objects as an array of structures, others as a cell
  if iscell(array), all = array; else, all = num2cell(array); end
end

numbers = load("-hdf5", file, "probability", "probability_low", "probability_high", "probability_strict", "hits", "goal_probability", ...
               "difference_low", "mean", "sd", "quantiles", "year", "quantile", "paths_used", "paths_failed");
check(strcmp(ncreadatt(file, "/characters", "format"), "yuce-result/1"), "format");
check(strcmp(ncreadatt(file, "/characters", "digest"), expected.digest), "digest");
check(strcmp(ncreadatt(file, "/characters", "title_zh"), "示例批次"), "title_zh");
check(double(ncreadatt(file, "/", "seed")) == expected.seed, "seed");
scenario = words(file, "scenario_id"); target = words(file, "target_id"); indicator = words(file, "indicator_id");
goal = words(file, "goal_id");
check(isequal(words(file, "indicator_name_zh"){1}, "地区生产总值增速"), "Chinese names");
check(isequal(words(file, "indicator_unit"), {"percent"; "percent"; "persons"; "count"}), "units");
check(isequal(words(file, "not_assessed_id"), cellfun(@(n) n.id, listed(expected.scenarios(1).not_assessed), "UniformOutput", false)), ...
      "not assessed");
for name = fieldnames(numbers)'
  check(isequaln(double(ncread(file, name{1})(:)), double(numbers.(name{1})(:))), ["ncread and load differ: " name{1}]);
end
check(isequal(scenario, {expected.scenarios.id}'), "scenario ids");
for s = listed(expected.scenarios)'
  s = s{1}; i = find(strcmp(scenario, s.id));
  same(numbers.paths_used(i), s.paths_used, "paths_used");
  same(numbers.paths_failed(i), s.paths_failed, "paths_failed");
  for t = listed(s.targets)'
    t = t{1}; j = find(strcmp(target, t.id));
    same(numbers.probability(j, i), t.probability, "probability");
    same(numbers.probability_low(j, i), t.low, "probability_low");
    same(numbers.probability_high(j, i), t.high, "probability_high");
    same(numbers.probability_strict(j, i), t.strict, "probability_strict");
    same(numbers.hits(j, i), t.hits, "hits");
  end
  for g = listed(s.goals)'
    same(numbers.goal_probability(find(strcmp(goal, g{1}.id)), i), g{1}.probability, "goal_probability");
  end
  for d = listed(s.differences)'
    same(numbers.difference_low(find(strcmp(target, d{1}.id)), i), d{1}.low, "difference_low");
  end
  for x = listed(s.indicators)'
    x = x{1}; k = find(strcmp(indicator, x.id)); y = find(numbers.year == x.year);
    same(numbers.mean(k, y, i), x.mean, "mean");
    same(numbers.sd(k, y, i), x.sd, "sd");
    for q = fieldnames(x.quantiles)'
      same(numbers.quantiles(abs(numbers.quantile - str2double(q{1})) < 1e-9, k, y, i), x.quantiles.(q{1}), "quantiles");
    end
  end
end
printf("%s\n", errors{:});
exit(!isempty(errors));
