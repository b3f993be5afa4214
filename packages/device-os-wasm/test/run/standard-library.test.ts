import { expect, test } from 'vitest'
import { COLD_MS, runSketch } from './sketch.ts'

/** All that the toolchain of Device OS 2.3.1 has, but for <csetjmp> and <csignal>, and input and output. */
const HEADERS =
  `algorithm any array atomic bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits
  clocale cmath complex condition_variable cstdarg cstddef cstdint cstdio cstdlib cstring ctime cwchar cwctype deque
  exception forward_list functional future initializer_list iterator limits list map memory mutex new numeric optional
  queue random ratio set shared_mutex sstream stack stdexcept string string_view system_error thread tuple type_traits
  typeindex typeinfo unordered_map unordered_set utility valarray variant vector`.split(/\s+/)

const INCLUDES = HEADERS.map(name => `#include <${name}>\n`).join('')

test('a source that includes the whole standard library compiles, and runs', {
  timeout: COLD_MS,
}, async () => {
  const sketch = await runSketch(`${INCLUDES}
    template <class T>
    int total(const T& all) { return std::accumulate(std::begin(all), std::end(all), 0); }

    void keep() {
        std::vector<int> some{3, 1, 2};
        std::sort(some.begin(), some.end());
        Serial.printlnf("vector %d %d %d", some[0], some[1], some[2]);
        std::map<std::string, int> sorted{{"b", 2}, {"a", 1}};
        for (auto& [key, value]: sorted) { Serial.printlnf("map %s %d", key.c_str(), value); }
        std::unordered_map<int, std::string> hashed{{4, "four"}, {5, std::to_string(5.5)}};
        Serial.printlnf("unordered_map %s %s", hashed.at(4).c_str(), hashed.at(5).c_str());
        std::set<int> once{1, 1, 2};
        Serial.printlnf("sums %d %d %d", total(once), total(std::deque<int>{4, 5}), total(std::array<int, 2>{6, 7}));
        std::list<int> linked{2, 1};
        linked.sort();
        std::priority_queue<int> urgent;
        for (int i: {1, 8, 3}) { urgent.push(i); }
        Serial.printlnf("front %d, top %d", linked.front(), urgent.top());
    }

    void hold() {
        auto shared = std::make_shared<std::tuple<int, char>>(7, 'x');
        auto own = std::make_unique<std::string>("longer than what a string has room for by itself");
        Serial.printlnf("memory %d %c %s", std::get<0>(*shared), std::get<1>(*shared), own->substr(0, 6).c_str());
        std::optional<int> none;
        std::variant<int, std::string> text = "text";
        Serial.printlnf("either %d %s", none.value_or(9), std::get<std::string>(text).c_str());
    }

    void count() {
        std::atomic<int> atomic{1};
        atomic += 2;
        std::mt19937 random(1);
        Serial.printlnf("bits %u, atomic %d, random %lu", unsigned(std::bitset<8>(5).count()), atomic.load(),
                        (unsigned long)random());
        Serial.printlnf("complex %d, limit %d", int(std::abs(std::complex<double>(3, 4))), std::numeric_limits<short>::max());
        std::function<int(int)> add = std::bind(std::plus<int>(), std::placeholders::_1, 10);
        auto time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(2));
        Serial.printlnf("function %d, chrono %d", add(1), int(time.count()));
        std::ostringstream stream;
        stream << 5 << ' ' << 2.5;
        Serial.println(stream.str().c_str());
    }

    void setup() {
        Mutex mutex;
        std::lock_guard<Mutex> lock(mutex);
        keep();
        hold();
        count();
    }
  `)
  expect(sketch.lines()).toEqual([
    'vector 1 2 3',
    'map a 1',
    'map b 2',
    'unordered_map four 5.500000',
    'sums 3 9 13',
    'front 1, top 8',
    'memory 7 x longer',
    'either 9 text',
    'bits 2, atomic 3, random 1791095845',
    'complex 5, limit 32767',
    'function 11, chrono 2000',
    '5 2.5',
  ])
})
