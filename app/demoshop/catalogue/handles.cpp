#include "app/demoshop/catalogue/handles.h"

#include <array>
#include <utility>

namespace DemoShop {

namespace {

constexpr std::array spelt = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"ä", "a"}, {"ö", "o"}, {"ü", "u"}, {"ß", "ss"}, {"Ä", "a"}, {"Ö", "o"}, {"Ü", "u"}, {"é", "e"}, {"è", "e"},
        {"ê", "e"}, {"à", "a"}, {"â", "a"}, {"ç", "c"}, {"î", "i"}, {"ô", "o"}, {"û", "u"}, {"ñ", "n"}, {"É", "e"}});

} // namespace

std::string handleOf(std::string_view title)
{
    std::string handle;
    bool gap = false;
    const auto append = [&handle, &gap](std::string_view text) {
        if (gap && !handle.empty()) {
            handle += '-';
        }
        gap = false;
        handle += text;
    };
    for (size_t i = 0; i < title.size(); ++i) {
        const char c = title[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            append({&c, 1});
        } else if (c >= 'A' && c <= 'Z') {
            const char lower = static_cast<char>(c + ('a' - 'A'));
            append({&lower, 1});
        } else if (static_cast<unsigned char>(c) < 0x80) {
            gap = gap || c != '\'';
        } else {
            bool known = false;
            for (const auto &[letter, ascii] : spelt) {
                if (title.substr(i).starts_with(letter)) {
                    append(ascii);
                    i += letter.size() - 1;
                    known = true;
                    break;
                }
            }
            gap = gap || !known;
        }
    }
    return handle;
}

} // namespace DemoShop
